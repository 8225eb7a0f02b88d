"""Indicators, readings and courses: plain records that officers keep for a whole programme."""

from collections.abc import Callable, Iterator

from mentoring.outcomes.models import Indicator, Reading
from tests.factories.training import CourseFactory

from .scene import ADMIN_STAFF, Scene
from .walk import FORBIDDEN, NOT_FOUND, REDIRECT, Row

OFFICERS = "officer officer_other_city officer_elsewhere administrator"
RUN = "officer administrator"
ELSEWHERE = dict.fromkeys(["officer_other_city", "officer_elsewhere"], NOT_FOUND)
OTHER_STAFF = dict.fromkeys(ADMIN_STAFF.split(), NOT_FOUND)
"""Except for editing, Wagtail looks for the record before it asks for the permission."""


def an_indicator(scene: Scene) -> list:
    made = Indicator.objects.create(
        programme=scene.programme, code="volunteers", name="Volunteers", unit="people"
    )
    return [made.pk]


def a_reading(scene: Scene) -> list:
    [indicator] = an_indicator(scene)
    made = Reading.objects.create(
        indicator_id=indicator, value=9, as_of="2026-06-01", source="Our survey"
    )
    return [made.pk]


def a_course(scene: Scene) -> list:
    return [CourseFactory(programme=scene.programme).pk]


def records(space: str, args: Callable[[Scene], list], *, deletes: str) -> Iterator[Row]:
    """The rows of one ScopedViewSet."""
    for name in ("index", "index_results", "add"):
        yield Row(f"{space}:{name}", may=OFFICERS, others=FORBIDDEN)
    yield one(f"{space}:edit", args, may=RUN, exceptions=ELSEWHERE)
    for name in ("history", "history_results", "usage"):
        yield one(f"{space}:{name}", args, may=RUN, exceptions=OTHER_STAFF)
    yield one(f"{space}:delete", args, may=deletes, exceptions=OTHER_STAFF)


def one(name: str, args: Callable[[Scene], list], *, may: str, exceptions: dict) -> Row:
    hidden = {role: word for role, word in exceptions.items() if role not in RUN.split()}
    return Row(name, args=args, may=may, others=FORBIDDEN, exceptions=hidden)


def the_code(scene: Scene) -> list:
    return [scene.programme.code]


READ = "officer evaluator administrator"
ELSEWHERE_READERS = dict.fromkeys(
    ["officer_other_city", "officer_elsewhere", "evaluator_elsewhere"], NOT_FOUND
)

ROWS = [
    *records("indicator", an_indicator, deletes=RUN),
    *records("reading", a_reading, deletes=RUN),
    *records("training_courses", a_course, deletes="administrator"),
    Row(
        "figures_index",
        may="officer_other_city administrator",
        others=FORBIDDEN,
        exceptions=dict.fromkeys(
            ["officer", "officer_elsewhere", "evaluator", "evaluator_elsewhere"], REDIRECT
        ),
    ),
    *(
        Row(name, args=the_code, may=READ, others=FORBIDDEN, exceptions=ELSEWHERE_READERS)
        for name in ("figures", "figures_csv")
    ),
]
