"""Statements and challenges, what people answer to needs, and the numbers of followers."""

from collections.abc import Callable, Iterator

from tests.factories.learning import make_challenge
from tests.factories.sections import make_response, make_statement

from .scene import EVERYBODY, Scene
from .table_outcomes import OTHER_STAFF, one
from .walk import FORBIDDEN, NOT_FOUND, OK, REDIRECT, Row

ANSWERERS = "officer editor administrator"
OTHER_OFFICERS = "officer_other_city officer_elsewhere"
EVERY_ANSWERER = f"{ANSWERERS} {OTHER_OFFICERS}"
STRANGERS = dict.fromkeys(OTHER_OFFICERS.split(), NOT_FOUND)
OTHERS = {role: word for role, word in OTHER_STAFF.items() if role not in ANSWERERS.split()}


def a_statement(scene: Scene) -> list[int]:
    return [make_statement(scene.programme).pk]


def a_challenge(scene: Scene) -> list[int]:
    return [make_challenge(scene.programme).pk]


def records(kind: str, make: Callable[[Scene], list[int]]) -> Iterator[Row]:
    for name in ("index", "index_results", "add"):
        yield Row(f"{kind}:{name}", may=EVERY_ANSWERER, others=FORBIDDEN)
    for name in ("edit", "history", "history_results", "usage", "delete"):
        yield one(
            f"{kind}:{name}",
            make,
            may="administrator" if name == "delete" else ANSWERERS,
            exceptions=STRANGERS if name == "edit" else OTHERS,
        )


def a_response(scene: Scene) -> list[int]:
    return [make_response(make_statement(scene.programme)).pk]


ROWS = [
    Row("public_figures_csv", args=lambda scene: ["nothing"], anonymous=NOT_FOUND),
    Row("need", args=a_statement, may=EVERYBODY, anonymous=OK),
    Row("need", args=lambda scene: ["0"], anonymous=NOT_FOUND),
    Row("cms_responses", may=EVERY_ANSWERER, others=FORBIDDEN),
    Row(
        "cms_response",
        args=a_response,
        may=ANSWERERS,
        others=FORBIDDEN,
        exceptions=STRANGERS,
    ),
    Row("cms_followers", may=EVERY_ANSWERER, others=FORBIDDEN),
    Row(
        "cms_followers",
        may=EVERY_ANSWERER,
        others=FORBIDDEN,
        gets=REDIRECT,
        post={"email": "rosa@example.org"},
    ),
    *records("statement", a_statement),
    *records("challenge", a_challenge),
]
