"""A draft of the feedback on each criterion: what the rubric says, then what the judges said.

Sentences come from comments to the panel, never from a judge's own notes, and without who said
them. Arithmetic on words only; an officer takes or leaves each sentence.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from statistics import fmean

ENDS = ".!?؟…"
SENTENCE = re.compile(rf"(?<=[{ENDS}])\s+|\s*\n\s*")
WORD = re.compile(r"[^\W\d_]+")
SCRIPTS = {"ar": re.compile(r"[\u0600-\u06ff]"), "uk": re.compile(r"[\u0400-\u04ff]")}
"""How a language is known by its letters; `uk` stands for all that are written in Cyrillic."""
JOINED = "وفبلك"
"""Letters that Arabic writes together with the word after them."""
SHORTEST = 3
"""Letters of a name that is looked for by itself."""
STEM = 4
"""Letters that a criterion's word and a sentence's share at least."""
LEFT = ""


@dataclass(frozen=True)
class Comment:
    """What one judge said to the panel, the language they use, and what they marked."""

    text: str
    language: str = ""
    marks: Mapping[int, int | None] = field(default_factory=dict)


@dataclass(frozen=True)
class Line:
    """A criterion of the rubric, with its name in every language."""

    key: int
    names: tuple[str, ...]


@dataclass(frozen=True)
class Known:
    """Whom no sentence may name: people, and projects by their titles and references."""

    people: Collection[str] = ()
    projects: Collection[str] = ()

    def named_in(self, text: str) -> list[str]:
        """The words of the text that name one of them, in the order of the text."""
        names = {word for person in self.people for word in _words(person) if len(word) >= SHORTEST}
        found = [word for word in WORD.findall(text) if _forms(word) & names]
        folded = text.casefold()
        found += [each for each in self.projects if each and each.casefold() in folded]
        return list(dict.fromkeys(found))


@dataclass(frozen=True)
class Sentence:
    """One sentence that may go into the feedback on `criterion` (LEFT: into none by itself)."""

    key: str
    text: str
    language: str
    criterion: int | str
    names: tuple[str, ...] = ()


def sentences(
    comments: Iterable[Comment],
    lines: Iterable[Line],
    middles: Mapping[int, int],
    known: Known,
) -> list[Sentence]:
    """Each sentence once: by criterion in the rubric's order, nearest the panel's middle mark
    first; then what is about none. A sentence that names somebody goes nowhere by itself."""
    lines = list(lines)
    places = {line.key: number for number, line in enumerate(lines)}
    found: dict[str, tuple[tuple, Sentence]] = {}
    for comment in comments:
        for text in parts(comment.text):
            criterion = about(text, lines)
            names = tuple(known.named_in(text))
            order = (
                places.get(criterion, len(lines)) if criterion is not None else len(lines),
                _distance(comment.marks, middles, criterion),
                text,
            )
            key = key_of(text)
            goes = LEFT if names or criterion is None else criterion
            said = Sentence(key, text, language_of(text, comment.language), goes, names)
            if key not in found or order < found[key][0]:
                found[key] = (order, said)
    return [said for _order, said in sorted(found.values(), key=lambda each: each[0])]


def parts(text: str) -> list[str]:
    """The sentences of a comment, without the marks of a list, each with a mark at its end."""
    found = (part.strip().lstrip("-–—•*").strip() for part in SENTENCE.split(text))
    return [part if part[-1] in ENDS else f"{part}." for part in found if WORD.search(part)]


def key_of(text: str) -> str:
    """The same for sentences that differ in capitals, spaces and marks alone."""
    return sha256(" ".join(_words(text)).encode()).hexdigest()[:12]


def about(text: str, lines: Iterable[Line]) -> int | None:
    """The criterion that most of the sentence's words are of; None when it is of none, or two."""
    words = _words(text)
    hits = {line.key: sum(_is_of(word, line) for word in words) for line in lines}
    most = max(hits.values(), default=0)
    best = [key for key, count in hits.items() if count == most]
    return best[0] if most and len(best) == 1 else None


def language_of(text: str, language: str) -> str:
    """The judge's language, unless the sentence is in other letters; empty when that leaves more
    than one."""
    for code, letters in SCRIPTS.items():
        if letters.search(text):
            return language if _writes(language, code) else code
    return "" if any(_writes(language, code) for code in SCRIPTS) else language


def with_chosen(text: str, taken: Iterable[str], left: Iterable[str], *, longest: int) -> str:
    """The text without the sentences that are left, and with those that are taken, as far as they
    fit. What somebody typed beside them stays."""
    for each in left:
        text = _whole(each).sub("", text)
    text = re.sub(r"[^\S\n]{2,}", " ", text).strip()
    for each in taken:
        longer = f"{_ended(text)} {each}".strip()
        if not stands_in(text, each) and len(longer) <= longest:
            text = longer
    return text


def _ended(text: str) -> str:
    """With a mark at its end, so that the next sentence is one of its own."""
    return text if not text or text[-1] in ENDS else f"{text}."


def stands_in(text: str, sentence: str) -> bool:
    """Whether it is there as a sentence of its own, and not as the end of a longer one."""
    return bool(_whole(sentence).search(text))


def _whole(sentence: str) -> re.Pattern[str]:
    before = rf"(?:^|(?<=[{ENDS}])|(?<=[{ENDS}]\s)|(?<=\n))"
    return re.compile(rf"{before}{re.escape(sentence)}(?=\s|$)")


def _writes(language: str, script: str) -> bool:
    return language.split("-")[0] in WRITTEN_IN[script]


WRITTEN_IN = {
    "ar": {"ar", "fa", "ur", "ps", "ku", "ckb"},
    "uk": {"uk", "ru", "bg"},
}


def _words(text: str) -> list[str]:
    return [word.casefold() for word in WORD.findall(text)]


def _forms(word: str) -> set[str]:
    """A word as it may stand in a name: as it is, and without an Arabic letter joined to it."""
    folded = word.casefold()
    return {folded, folded[1:]} if folded[0] in JOINED else {folded}


def _is_of(word: str, line: Line) -> bool:
    """“planned” is of “Plan”, and “need” of “Needs”: one begins with the other."""
    if len(word) < STEM:
        return False
    of_line = {each for name in line.names for each in _words(name) if len(each) >= STEM}
    return any(word.startswith(each) or each.startswith(word) for each in of_line)


def _distance(
    marks: Mapping[int, int | None], middles: Mapping[int, int], criterion: int | None
) -> float:
    """How far the judge was from the panel's middle mark: on the criterion, or on all of them;
    infinite where it did not apply for them."""
    keys = middles if criterion is None else [criterion]
    apart = [
        abs(mark - middles[key])
        for key in keys
        if key in middles and (mark := marks.get(key)) is not None
    ]
    return fmean(apart) if apart else float("inf")
