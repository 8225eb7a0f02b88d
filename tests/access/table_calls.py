"""Calls, as staff make them."""

from applications.calls.models import Call, QuestionSet

from .scene import Scene
from .walk import FORBIDDEN, NOT_FOUND, OK, REDIRECT, Row

WIDE = "officer administrator"
ELSEWHERE = dict.fromkeys(("officer_other_city", "officer_elsewhere"), NOT_FOUND)
"""A call spans its programme's cities: an officer of one city does not manage it."""


def the_call(scene: Scene) -> list:
    return [scene.call.public_id]


def draft_set_of(call: Call) -> QuestionSet:
    first = call.question_sets.get(version=1)
    made, _new = call.question_sets.get_or_create(version=2, defaults={"body": first.body})
    return made


def a_draft_set(scene: Scene) -> list:
    return [draft_set_of(scene.call).pk]


def its_arabic(scene: Scene) -> list:
    return [*a_draft_set(scene), "ar"]


def row(name: str, args=the_call, gets: str = OK, post: dict | None = None) -> Row:
    return Row(
        f"calls:{name}",
        args=args,
        may=WIDE,
        gets=gets,
        others=FORBIDDEN,
        exceptions=ELSEWHERE,
        post=post,
    )


ROWS = [
    *(
        Row(
            name,
            may="officer officer_other_city officer_elsewhere administrator",
            others=FORBIDDEN,
        )
        for name in ("calls:index", "calls:make")
    ),
    row("call"),
    row("change"),
    row("eligibility"),
    row("summary"),
    row("copy"),
    row("questions_from"),
    row("publish", gets=REDIRECT, post={}),
    row("cancel", gets=REDIRECT, post={}),
    row("begin_questions", gets=REDIRECT, post={}),
    row("questions", args=a_draft_set),
    row("publish_questions", args=a_draft_set, gets=REDIRECT, post={}),
    row("translate", args=its_arabic),
]
