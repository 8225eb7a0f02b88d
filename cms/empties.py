"""Empty lines and headings with nothing under them, told to editors before a page is published."""

from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise

from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue

LEVELS = {"h2": 2, "h3": 3, "h4": 4}
PIECES = frozenset({*LEVELS, "p", "li"})
SOMETHING = ("block", "…")
"""A picture, a quote or numbers: nothing to read over here, but not nothing."""


class _Pieces(HTMLParser):
    """Headings, paragraphs and points of lists in their order, each with its words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in PIECES:
            self.found.append((tag, ""))

    def handle_data(self, data: str) -> None:
        if self.found:
            tag, words = self.found[-1]
            self.found[-1] = (tag, words + data)


def in_html(html: str) -> str:
    """What is empty in a field of rich text; nothing when all is well or the field is empty."""
    return _first(_Pieces(html).found) if _says_something(html) else ""


def in_body(body: StreamValue) -> str:
    """What is empty in the body of a page, in a sentence."""
    return _first(list(_pieces(body)))


def _says_something(html: str) -> bool:
    return any(words.strip() for _tag, words in _Pieces(html).found)


def _pieces(body: StreamValue) -> Iterator[tuple[str, str]]:
    for block in body:
        if block.block_type == "text":
            yield from _Pieces(block.value.source).found or [("p", "")]
        else:
            yield SOMETHING


def _first(pieces: list[tuple[str, str]]) -> str:
    for tag, words in pieces:
        if not words.strip():
            return _empty(tag)
    for (tag, words), (following, _next) in pairwise([*pieces, ("h2", "")]):
        if LEVELS.get(following, 9) <= LEVELS.get(tag, 0):
            return _("Nothing stands under the heading “%(words)s”.") % {"words": words.strip()}
    return ""


def _empty(tag: str) -> str:
    if tag in LEVELS:
        return _("A heading has no words. Write them, or delete it.")
    if tag == "li":
        return _("A point of a list is empty. Please delete it.")
    return _("There is an empty line in the text. Please delete it.")
