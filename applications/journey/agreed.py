"""What a person agreed to outside the site, and letting somebody in because of it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.calls.models import Call

from .consents import Consent
from .models import Application, AssistedStart, Helper
from .workflow import NotReady


@dataclass(frozen=True, kw_only=True)
class Agreed:
    """How and when the person agreed to these words."""

    how: AssistedStart.ConsentHow
    on: date
    consent: Consent


def refuse_later(agreed: Agreed, call: Call) -> None:
    """Raise NotReady for a day that is still to come where the call is."""
    if agreed.on > timezone.now().astimezone(call.zone).date():
        raise NotReady(_("The day on which the person agreed cannot be still to come."))


def let_in(
    user: User,
    application: Application,
    *,
    relation: Helper.Relation,
    may_type: bool,
    agreed: Agreed,
    ends_at: datetime,
    by: User,
) -> Helper:
    """The user as a helper who need not be invited: they have a sign-in and the person's yes."""
    return Helper.objects.create(
        application=application,
        name=user.person.display_name,
        email=user.email.lower(),
        language=user.person.language,
        relation=relation,
        may_type=may_type,
        consent_words=agreed.consent.words,
        consent_version=agreed.consent.version,
        invited_by=by,
        ends_at=ends_at,
        user=user,
        accepted_at=timezone.now(),
    )
