"""What became of a closed call: counts from the records, small ones hidden as in the figures."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Max, Q, QuerySet, Sum
from django.utils import timezone

from applications.awards.models import Award
from applications.calls.models import Call
from applications.journey.models import Application
from applications.journey.states import State
from applications.judging.models import Decision
from freshness import counted, depends, until, until_tomorrow
from mentoring.outcomes.figures import shown
from programmes.money import spoken

from . import remembered, tags
from .navigation import url_of

COUNTED_ANEW = timedelta(minutes=5)

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


def reads(call: Call, language: str) -> tuple[QuerySet, ...]:
    """Counts of what came in, of decisions and of grants; then the projects and their stories."""
    from .models import ProjectPage, StoryPage

    sent = Application.objects.filter(call=call, submitted_at__isnull=False)
    grants = Award.objects.filter(application__call=call, ended_at=None)
    which = {"award__application__call": call, "locale__language_code": language}
    return (
        counted(
            sent,
            received=Count("pk"),
            undecided=Count("pk", filter=Q(state__in=UNDECIDED)),
            learning=Count("pk", filter=Q(state=State.IN_TRAINING)),
        ),
        counted(Decision.objects.filter(application__call=call), at=Max("decided_at")),
        counted(grants, count=Count("pk"), amount=Sum("amount_minor")),
        StoryPage.objects.shown().filter(**which).defer("body"),
        ProjectPage.objects.shown().filter(**which).defer("body"),
    )


def made_of(
    call: Call, language: str, now: datetime, sent, decisions, grants, stories, projects
) -> Results:
    """What waits for an answer is counted anew every few minutes, decisions are seen at once."""
    received, undecided, learning = sent[0]
    (decided,) = decisions[0]
    grants_given, amount = grants[0]
    by = call.answers_by
    late = by is not None and by < timezone.localdate()
    is_judged = undecided + (learning if not (decided and late) else 0) > 0
    depends("figures")
    if is_judged:
        until(now + COUNTED_ANEW)
        until_tomorrow()
    return Results(
        applications=shown(received),
        awards=shown(grants_given) if decided else "",
        amount=spoken(amount or 0, call.currency) if decided else "",
        decided_at=decided,
        is_judged=is_judged,
        answers_by=by,
        answers_are_late=late,
        projects=_funded(language, stories, projects),
    )


def _funded(language: str, stories, projects) -> list[Funded]:
    """Each project's own page while its founder lets it be seen, or else its story, told with
    consent; in the reader's language."""
    here = [pk for pk, each in remembered.locales().items() if each.language_code == language]
    kinds = (stories.model, projects.model)
    depends("stories", "showings")
    depends(*(tags.pages_of_a_kind(kind, pk) for kind in kinds for pk in here))
    until_tomorrow()
    told = {
        each.award_id: Funded(each.project or each.title, url_of(each.url_path, language))
        for each in stories
    }
    shown_ones = {
        each.award_id: Funded(each.title, url_of(each.url_path, language)) for each in projects
    }
    return sorted((told | shown_ones).values(), key=lambda each: each.title.casefold())


def decided_since(moment: datetime) -> list[Call]:
    """Closed calls whose last decision came after `moment` and that wait for nothing more."""
    now = timezone.now()
    recent = Call.objects.published().filter(closes_at__lte=now)
    recent = recent.annotate(decided_at=Max("applications__decision__decided_at"))
    learning = Q(state=State.IN_TRAINING) & ~Q(call__answers_by__lt=timezone.localdate())
    waiting = Application.objects.filter(Q(state__in=UNDECIDED) | learning).values("call")
    return list(recent.filter(decided_at__gt=moment).exclude(pk__in=waiting))
