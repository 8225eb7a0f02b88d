"""A large section, and the answers to check, in pages that a slow phone loads: below 20 kB of HTML.

What a question takes was measured; the test of the pages' weight holds it.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeVar

from django.http import HttpRequest
from django.template.defaultfilters import linebreaksbr

from applications.calls.blocks import Kind

from .questions import Question, Section

Item = TypeVar("Item")

ROOM = 13_900
"""Bytes on one page beside its head, its foot and its buttons."""
STEP = 500
SIZES = {
    Kind.SHORT_TEXT: 3_700,
    Kind.LONG_TEXT: 3_300,
    Kind.BUDGET: 13_000,
    Kind.TEAM: 13_000,
    Kind.CONTACT: 2_200,
    Kind.FILES: 9_600,
    Kind.PHOTOS: 7_500,
    Kind.SPOKEN: 3_900,
}
"""Of one question with its help, a mistake and, in a table, every row."""
ORDINARY, OPTION, WORD = 900, 110, 13
"""`WORD` in Arabic or Ukrainian, whose letters take two bytes."""
ROW, FILE, PAIR = 330, 420, 900
"""Of one answer to check, of each of its files and of its translation, without their words."""
IN_PRINT, ROOM_IN_PRINT = 150, 13_000
"""Of one question to read, without its words; the call's own facts stand beside them."""


def pages_of(section: Section) -> list[Section]:
    """The section in as few pages as can be, in order, none much larger than another.

    They hang on the question set alone, so that a page's address stays what it is while somebody
    fills it in.
    """
    fewest = len(in_pages(section.questions, _size))
    rooms = range(STEP, ROOM + STEP, STEP)
    every = (in_pages(section.questions, _size, room=room) for room in rooms)
    groups = next(each for each in every if len(each) <= fewest)
    return [
        replace(section, questions=tuple(group), page=number, pages=len(groups))
        for number, group in enumerate(groups, 1)
    ]


def to_check(parts: list[dict], *, first: int = 0, last: int = 0) -> list[list[dict]]:
    """Lists for components/summary_list.html in pages; a long list goes on under its title.

    `first` and `last` are the bytes of what else stands on the first page and the last one.
    """
    rows = [(number, row) for number, part in enumerate(parts) for row in part["rows"]]
    filled = in_pages(rows, lambda each: size_of_row(each[1]), first=first)
    if last and sum(size_of_row(row) for _part, row in filled[-1]) + last > ROOM:
        filled.append([])
    return [
        [
            parts[number] | {"rows": [row for here, row in page if here == number]}
            for number in dict.fromkeys(number for number, _row in page)
        ]
        for page in filled
    ]


def in_pages(
    items: Iterable[Item], size: Callable[[Item], int], *, room: int = ROOM, first: int = 0
) -> list[list[Item]]:
    """The items in order, in groups of at most `room`, or of one that is larger; at least one
    group. `first` is what is taken of the first."""
    groups: list[list[Item]] = [[]]
    used = first
    for each in items:
        used += size(each)
        if used > room and (groups[-1] or first):
            groups.append([])
            used, first = size(each), 0
        groups[-1].append(each)
    return groups


def to_print(every: list[Section]) -> list[list[tuple[int, Section]]]:
    """The questions as they are read before starting: sections with their numbers, in pages."""
    asked = [(number, each) for number, section in enumerate(every) for each in section.questions]
    return [
        [
            (number + 1, replace(every[number], questions=_of(number, page)))
            for number in dict.fromkeys(number for number, _question in page)
        ]
        for page in in_pages(asked, lambda each: _size_in_print(each[1]), room=ROOM_IN_PRINT)
    ]


def _of(number: int, page: list[tuple[int, Question]]) -> tuple[Question, ...]:
    return tuple(question for here, question in page if here == number)


def _size_in_print(question: Question) -> int:
    texts = [question.label, question.help_text, question.why]
    texts += [label for _key, label in question.options]
    sentence = question.only_if.sentence if question.only_if else ""
    return IN_PRINT + 10 * len(question.options) + sum(map(bytes_of, [*texts, sentence]))


def page_number(request: HttpRequest) -> int:
    """Which page is asked for by `?page=2`; the first for anything else."""
    asked = request.GET.get("page", "")
    return int(asked) if re.fullmatch("[1-9][0-9]?", asked) else 1


def _size(question: Question) -> int:
    own = SIZES.get(question.kind, ORDINARY)
    return own + OPTION * len(question.options) + WORD * (question.word_limit or 0)


def size_of_row(row: dict) -> int:
    """Bytes of one answer to check, with its translation and its files."""
    pair = row.get("pair")
    text = (pair["original"] or "") if pair else "" if row.get("files") else row["value"]
    own = ROW + 2 * bytes_of(row["label"]) + bytes_of(text) + bytes_of(row.get("note", ""))
    files = sum(FILE + bytes_of(each["file"].name) for each in row.get("files") or ())
    return own + files + (PAIR + bytes_of(pair["translation"]) if pair else 0)


def bytes_of(text: object) -> int:
    """As it is sent: with signs that HTML writes in several, and its line breaks."""
    return len(linebreaksbr(str(text)).encode())
