"""Who referred somebody who applies."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from applications.journey.closeness import Asked, Pair, closeness
from programmes.models import RoleAssignment

from .models import Referral


@closeness("referred", _("The judge, or their organisation, referred the applicant"))
def referred(asked: Asked) -> Iterable[Pair]:
    """While the referral lasts: when it is over, nothing is kept of whom it was about."""
    referrals = Referral.objects.filter(person__in=asked.applied_with)
    own = referrals.filter(referred_by__in=asked.users)
    yield from asked.of_people(own.values_list("person", "referred_by"))
    roles = RoleAssignment.objects.in_force().filter(user__in=asked.users)
    organisations = list(roles.exclude(organisation=None).values_list("organisation", "user"))
    by_organisation = referrals.filter(organisation__in={key for key, _user in organisations})
    yield from asked.of_people(
        (person, user)
        for person, organisation in by_organisation.values_list("person", "organisation")
        for key, user in organisations
        if key == organisation
    )
