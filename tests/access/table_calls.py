"""Calls, as staff make them."""

from applications.calls.models import QuestionSet

from .scene import Scene
from .walk import FORBIDDEN, NOT_FOUND, OK, REDIRECT, Row

WIDE = "officer administrator"
ELSEWHERE = dict.fromkeys(("officer_other_city", "officer_elsewhere"), NOT_FOUND)
"""A call spans its programme's cities: an officer of one city does not manage it."""


def the_call(scene: Scene) -> list:
    return [scene.call.public_id]


def a_draft_set(scene: Scene) -> list:
    body = scene.call.question_sets.get().body
    return [QuestionSet.objects.create(call=scene.call, version=2, body=body).pk]


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
    row("publish", gets=REDIRECT, post={}),
    row("cancel", gets=REDIRECT, post={}),
    row("begin_questions", gets=REDIRECT, post={}),
    row("questions", args=a_draft_set),
    row("publish_questions", args=a_draft_set, gets=REDIRECT, post={}),
    row("translate", args=its_arabic),
]
