"""A large section, and the answers to check, in pages that a slow phone loads: below 20 kB of HTML.

What a question takes was measured; the test of the pages' weight holds it.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeVar

from applications.calls.blocks import Kind

from .questions import Question, Section

Item = TypeVar("Item")

ROOM = 12_800
"""Bytes on one page beside its head, its foot and its buttons."""
STEP = 500
SIZES = {
    Kind.SHORT_TEXT: 3_000,
    Kind.LONG_TEXT: 2_600,
    Kind.BUDGET: 7_500,
    Kind.TEAM: 7_000,
    Kind.CONTACT: 1_800,
    Kind.FILES: 2_400,
    Kind.PHOTOS: 1_700,
    Kind.SPOKEN: 3_600,
}
"""Of one question with its help, a mistake and, in a table, many rows."""
ORDINARY, OPTION, WORD = 900, 110, 6
ROW = 330
"""Of one answer to check, without its words."""


def pages_of(section: Section) -> list[Section]:
    """The section in as few pages as can be, in order, none much larger than another.

    They hang on the question set alone, so that a page's address stays what it is while somebody
    fills it in.
    """
    fewest = len(_filled(section.questions, _size, ROOM))
    every = (_filled(section.questions, _size, room) for room in range(STEP, ROOM + STEP, STEP))
    groups = next(each for each in every if len(each) <= fewest)
    return [
        replace(section, questions=tuple(group), page=number, pages=len(groups))
        for number, group in enumerate(groups, 1)
    ]


def to_check(parts: list[dict]) -> list[list[dict]]:
    """Lists for components/summary_list.html in pages; a long list goes on under its title."""
    rows = [(number, row) for number, part in enumerate(parts) for row in part["rows"]]
    return [
        [
            parts[number] | {"rows": [row for here, row in page if here == number]}
            for number in dict.fromkeys(number for number, _row in page)
        ]
        for page in _filled(rows, lambda each: _size_of_row(each[1]), ROOM)
    ]


def _filled(items: Iterable[Item], size: Callable[[Item], int], room: int) -> list[list[Item]]:
    """The items in order, in groups of at most `room`, or of one that is larger."""
    groups: list[list[Item]] = [[]]
    used = 0
    for each in items:
        used += size(each)
        if groups[-1] and used > room:
            groups.append([])
            used = size(each)
        groups[-1].append(each)
    return groups


def _size(question: Question) -> int:
    own = SIZES.get(question.kind, ORDINARY)
    return own + OPTION * len(question.options) + WORD * (question.word_limit or 0)


def _size_of_row(row: dict) -> int:
    return ROW + 2 * _bytes(row["label"]) + _bytes(row["value"])


def _bytes(text: object) -> int:
    return len(str(text).encode())
