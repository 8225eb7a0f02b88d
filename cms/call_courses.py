"""The course that a call trains people with, as the public may know it: no venue, no names."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, Max, Min, QuerySet, Sum

from applications.calls.models import Call, Stage
from applications.training.models import Cohort, Course
from freshness import depends
from programmes.languages import language_names
from programmes.words import worded

MOST_RUNS = 6
"""Of the courses of a call, on its page."""


@dataclass(frozen=True)
class Run:
    """A course in one city: its first and its last meeting in the call's time zone."""

    city: str
    first: datetime
    last: datetime
    length: timedelta
    languages: list[str]
    """Their codes."""

    @property
    def spoken(self) -> str:
        return language_names(self.languages)

    @property
    def hours(self) -> int:
        return round(self.length / timedelta(hours=1))


@dataclass(frozen=True)
class Taught:
    """A course, and when it runs next."""

    name: str
    description: str
    percent: int
    runs: list[Run]


def reads(call: Call, now: datetime) -> tuple[QuerySet, QuerySet]:
    """The courses of the call; where and when they run for who applies now."""
    if not call.uses(Stage.TRAINING):
        return Course.objects.none(), Cohort.objects.none()
    courses = Course.objects.of_call(call).order_by("pk")
    return courses, _runs(call) if call.phase(now) != Call.Phase.CLOSED else Cohort.objects.none()


def _runs(call: Call) -> QuerySet:
    """In its cities, beginning after its last moment to apply."""
    cohorts = Cohort.objects.filter(
        course__in=Course.objects.of_call(call),
        city__in=call.cities.values("pk"),
        closed_at=None,
    )
    coming = cohorts.annotate(
        first=Min("sessions__starts_at"),
        last=Max("sessions__ends_at"),
        length=Sum(F("sessions__ends_at") - F("sessions__starts_at")),
    ).filter(first__gt=call.closes_at)
    return coming.order_by("first", "pk").select_related("city")[:MOST_RUNS]


def made_of(call: Call, courses: Iterable[Course], cohorts: Iterable[Cohort]) -> list[Taught]:
    """What `reads` found, in the language in use."""
    depends("courses", "names")
    runs: dict[int, list[Run]] = {}
    for each in cohorts:
        runs.setdefault(each.course_id, []).append(_run(each, call))
    return [
        Taught(
            name=str(each),
            description=worded(each, "description"),
            percent=each.completion_percent,
            runs=runs.get(each.pk, []),
        )
        for each in courses
    ]


def _run(cohort, call: Call) -> Run:
    return Run(
        city=str(cohort.city),
        first=cohort.first.astimezone(call.zone),
        last=cohort.last.astimezone(call.zone),
        length=cohort.length,
        languages=list(cohort.languages),
    )
