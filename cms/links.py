"""Whether the words of every link say where it leads, also when they are read alone."""

from html.parser import HTMLParser

from wagtail.blocks import StreamValue

SAYS_NOTHING = frozenset(
    {"click", "click here", "here", "link", "more", "read more", "this", "this link", "this page"}
)
"""Words of a link that tell nothing out of their sentence (WCAG 2.4.4, F63 and 2.4.9)."""


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self._inside = True
            self.words.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.words[-1] += data


def empty_words(body: StreamValue) -> str:
    """The words of the first link that say nothing; empty when all say something."""
    for block in body:
        if block.block_type == "text":
            reader = _Links()
            reader.feed(block.value.source)
            for words in reader.words:
                if words.strip(" .!…»>").casefold() in SAYS_NOTHING:
                    return words
    return ""
