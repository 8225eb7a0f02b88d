"""An application as judges read it: in parts that a phone loads at once, one after the other.

The score page shows the first part, so that a short application is there whole, also without a
connection; every other part has an address of its own, from where a script brings it to the first
(whole.js), to be read in a tunnel too. Lengths are bytes of UTF-8: a word in Arabic
weighs twice one in English.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from uuid import UUID

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from applications.calls.blocks import SeenBy
from applications.journey import answer_files
from applications.journey.answered import Answered, answered
from applications.journey.questions import Section
from programmes.words import worded

from . import blind
from .models import Entry, Rubric

BESIDE, REST = 10_000, 11_000
"""What the marks and the first part hold together, and what each of the other parts holds."""
AROUND, AROUND_PAIR, AROUND_FILE = 300, 1_100, 900
"""What stands around an answer, a translation and a file."""
AROUND_CRITERION, AROUND_MARK = 290, 140


@dataclass(frozen=True)
class Piece:
    """An answer, or as much of it as fits: `goes_on` from the piece before."""

    label: str
    text: str = ""
    lang: str = ""
    pair: dict[str, object] | None = None
    files: list[dict] = field(default_factory=list)
    goes_on: bool = False

    @property
    def weight(self) -> int:
        told = self.pair or {}
        words = [self.text, *(str(told.get(name, "")) for name in ("original", "translation"))]
        around = AROUND + AROUND_FILE * len(self.files) + (AROUND_PAIR if told else 0)
        return around + sum(len(each.encode()) for each in words)


Part = list[tuple[str, list[Piece]]]
"""Titles of sections, each with what stands under it."""


def parts_of(entry: Entry) -> list[Part]:
    """At least one, which may be empty. Four to seven queries, whatever the length."""
    parts: list[Part] = [[]]
    room = BESIDE - _weight_of_marks(entry.round.rubric)
    for section, piece in _pieces(entry):
        if piece.weight > room:
            parts.append([])
            room = REST
        room -= piece.weight
        part = parts[-1]
        if not part or part[-1][0] != section.title:
            part.append((section.title, []))
        part[-1][1].append(piece)
    return parts


def part_url(entry: Entry, part: int) -> str:
    return reverse("judging:read", args=[entry.round.public_id, entry.application.public_id, part])


def part_words(part: int, parts: int) -> str:
    """“Part 2 of 8”."""
    return _("Part %(part)s of %(parts)s") % {"part": part, "parts": parts}


def _weight_of_marks(rubric: Rubric) -> int:
    weight = 0
    for criterion in rubric.criteria.all():
        words = [str(criterion), worded(criterion, "description"), criterion.needed]
        words += [criterion.meaning_of(mark) for mark in rubric.scale]
        weight += AROUND_CRITERION + AROUND_MARK * (len(rubric.scale) + 1)
        weight += sum(len(each.encode()) for each in words)
    return weight


def _pieces(entry: Entry) -> Iterator[tuple[Section, Piece]]:
    for section, pairs in _answers(entry):
        for each, files in pairs:
            whole = Piece(
                label=each.question.label,
                text="" if each.pair or files else each.text,
                lang=each.language or "",
                pair=each.pair,
                files=files,
            )
            for piece in _split(whole):
                yield section, piece


def _split(whole: Piece) -> Iterable[Piece]:
    """What is too long for a part: first the original, then the translation, in pieces."""
    if whole.weight <= REST:
        return [whole]
    if whole.pair is None:
        texts = [replace(whole, text=text, files=[]) for text in _chunks(whole.text)]
    else:
        said, told = str(whole.pair["original"]), str(whole.pair["translation"])
        alone = whole.pair | {"original": "", "original_lang": ""}
        lang = str(whole.pair["original_lang"])
        texts = [
            *(replace(whole, text=text, lang=lang, pair=None, files=[]) for text in _chunks(said)),
            *(replace(whole, pair=alone | {"translation": t}, files=[]) for t in _chunks(told)),
        ]
    if whole.files:
        texts.insert(0, Piece(whole.label, files=whole.files))
    return [replace(piece, goes_on=number > 0) for number, piece in enumerate(texts)]


def _chunks(text: str) -> Iterator[str]:
    """At the end of a paragraph, of a line, of a word, or where it must be."""
    most = REST - AROUND - AROUND_PAIR
    while len(text.encode()) > most:
        begin = text.encode()[:most].decode(errors="ignore")
        cut = next(
            (at for mark in ("\n\n", "\n", " ") if (at := begin.rfind(mark)) > len(begin) // 2),
            len(begin),
        )
        yield text[:cut]
        text = text[cut:].lstrip()
    if text:
        yield text


def _answers(entry: Entry) -> list[tuple[Section, list[tuple[Answered, list[dict]]]]]:
    """Every section that judges read, each answer with its files."""
    ids = [entry.round.public_id, entry.application.public_id]

    def address(file_id: UUID) -> str:
        return reverse("judging:answer_file", args=[*ids, file_id])

    language = get_language() or "en"
    return [
        (section, [(each, answer_files.shown(each.files, address, own=False)) for each in pairs])
        for section, pairs in blind.without_hidden(
            answered(entry.application, language, to=SeenBy.JUDGES), entry.round
        )
    ]
