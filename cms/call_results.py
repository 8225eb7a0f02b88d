"""What became of a closed call: counts from the records, small ones hidden as in the figures."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Max, Q, Sum
from django.utils import timezone

from applications.awards.models import Award
from applications.calls.models import Call
from applications.journey.models import Application
from applications.journey.states import State
from applications.judging.models import Decision
from mentoring.outcomes.figures import shown
from programmes.money import spoken

UNDECIDED = (
    State.SUBMITTED,
    State.CHANGES_REQUESTED,
    State.ELIGIBLE,
    State.READY_TO_PITCH,
    State.SCHEDULED,
    State.JUDGED,
)
"""States of an application that still waits for its answer.

Who is still in training may come to a later pitch day, or has left without a word: that counts as
waiting until the day when everyone has an answer.
"""


@dataclass(frozen=True)
class Funded:
    """A project with a grant of the call, whose people agreed to be shown: where to read of it."""

    title: str
    url: str


@dataclass(frozen=True)
class Results:
    """The counts and the amount are ready to show; of awards only when some are decided."""

    applications: str
    awards: str
    amount: str
    decided_at: datetime | None
    is_judged: bool
    answers_by: date | None
    answers_are_late: bool
    projects: list[Funded]


def results_of(call: Call, projects: list[Funded]) -> Results:
    """Three queries, whatever came in."""
    counts = Application.objects.filter(call=call, submitted_at__isnull=False).aggregate(
        received=Count("pk"),
        undecided=Count("pk", filter=Q(state__in=UNDECIDED)),
        learning=Count("pk", filter=Q(state=State.IN_TRAINING)),
    )
    decided = Decision.objects.filter(application__call=call).aggregate(at=Max("decided_at"))["at"]
    awards = Award.objects.filter(application__call=call, ended_at=None).aggregate(
        count=Count("pk"), amount=Sum("amount_minor")
    )
    by = call.answers_by
    late = by is not None and by < timezone.localdate()
    learning = counts["learning"] if not (decided and late) else 0
    return Results(
        applications=shown(counts["received"]),
        awards=shown(awards["count"]) if decided else "",
        amount=spoken(awards["amount"] or 0, call.currency) if decided else "",
        decided_at=decided,
        is_judged=counts["undecided"] + learning > 0,
        answers_by=by,
        answers_are_late=late,
        projects=projects,
    )


def decided_since(moment: datetime) -> list[Call]:
    """Closed calls whose last decision came after `moment` and that wait for nothing more."""
    now = timezone.now()
    recent = Call.objects.published().filter(closes_at__lte=now)
    recent = recent.annotate(decided_at=Max("applications__decision__decided_at"))
    learning = Q(state=State.IN_TRAINING) & ~Q(call__answers_by__lt=timezone.localdate())
    waiting = Application.objects.filter(Q(state__in=UNDECIDED) | learning).values("call")
    return list(recent.filter(decided_at__gt=moment).exclude(pk__in=waiting))
