"""The pipeline can show only applications of people who were referred."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from applications.journey.narrowing import narrows

from .models import Referral


@narrows("referred", _("Referred by a partner only"))
def referred() -> Q:
    there = Referral.objects.open().filter(
        person=OuterRef("applicant"), programme=OuterRef("call__programme")
    )
    return Q(Exists(there))
