"""Who mentors or mentored somebody who applies."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from applications.journey.closeness import Asked, Pair, closeness

from .models import Mentorship

PERSON = "award__application__applicant"


@closeness("mentored", _("The judge mentors or mentored the applicant"))
def mentored(asked: Asked) -> Iterable[Pair]:
    """In whichever call it was."""
    found = Mentorship.objects.filter(
        mentor__user__in=asked.users, **{f"{PERSON}__in": asked.applied_with}
    )
    return asked.of_people(found.values_list(PERSON, "mentor__user"))
