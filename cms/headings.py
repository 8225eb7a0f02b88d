"""Whether the headings of a page step down one level at a time."""

from html.parser import HTMLParser
from itertools import pairwise

from wagtail.blocks import StreamValue

PAGE_TITLE_LEVEL = 1


class _Headings(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.levels: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.levels.append(int(tag[1]))


def levels(body: StreamValue) -> list[int]:
    """The levels of all headings in the text blocks, in order."""
    reader = _Headings()
    for block in body:
        if block.block_type == "text":
            reader.feed(block.value.source)
    return reader.levels


def skips_a_level(body: StreamValue) -> bool:
    """Whether a heading is more than one level below the one before it (WCAG 1.3.1, G141)."""
    found = [PAGE_TITLE_LEVEL, *levels(body)]
    return any(now > before + 1 for before, now in pairwise(found))
