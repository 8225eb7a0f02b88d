"""Who trained somebody who applies."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from applications.journey.closeness import Asked, Pair, closeness

from .models import Attendance, CompletionOverride

PERSON = "training_place__application__applicant"


@closeness("trained", _("The judge trained the applicant"), work=True)
def trained(asked: Asked) -> Iterable[Pair]:
    """Whoever marked their attendance, or let them complete, in this or an earlier call."""
    here = {f"{PERSON}__in": asked.applied_with}
    marked = Attendance.objects.filter(marked_by__in=asked.users, **here)
    let = CompletionOverride.objects.filter(by__in=asked.users, **here)
    yield from asked.of_people(marked.values_list(PERSON, "marked_by").order_by().distinct())
    yield from asked.of_people(let.values_list(PERSON, "by").order_by().distinct())
