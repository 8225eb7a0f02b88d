"""Whether the words of every link say where it leads, also when they are read alone."""

import re
from html.parser import HTMLParser

from django.utils.translation import gettext as _
from wagtail.fields import RichTextField
from wagtail.models import Page

SAYS_NOTHING = frozenset(
    {
        "", "click", "click here", "here", "link", "more", "read more", "this", "this link",
        "this page", "اضغط هنا", "انقر هنا", "هنا", "المزيد", "اقرأ المزيد", "cliquez ici", "ici",
        "en savoir plus", "lire la suite", "plus", "тут", "натисніть тут", "докладніше", "більше",
    }
)  # fmt: skip
"""Words of a link that tell nothing out of their sentence (WCAG 2.4.4, F63 and 2.4.9)."""

AN_ADDRESS = re.compile(r"(https?://|www\.)\S+", re.IGNORECASE)


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


def rich_fields(page: Page) -> list[str]:
    """The fields of the page that hold rich text, beside its body."""
    return [each.name for each in page._meta.get_fields() if isinstance(each, RichTextField)]


def sources(page: Page) -> dict[str, list[str]]:
    """The HTML in each field with rich text."""
    found = {name: [getattr(page, name)] for name in rich_fields(page)}
    texts = [block.value.source for block in page.body if block.block_type == "text"]
    return found | {"body": texts}


def empty_words(html: str) -> str | None:
    """The words of the first link that say nothing; None when all say something."""
    reader = _Links()
    reader.feed(html)
    for words in reader.words:
        plain = words.strip(" .!…»>")
        if plain.casefold() in SAYS_NOTHING or AN_ADDRESS.fullmatch(plain):
            return words
    return None


def mistakes(page: Page) -> dict[str, str]:
    """What is wrong with the links in each field, in a sentence for editors."""
    found = {}
    for name, held in sources(page).items():
        words = next((each for each in map(empty_words, held) if each is not None), None)
        if words is not None:
            found[name] = _sentence(words.strip())
    return found


def _sentence(words: str) -> str:
    if not words:
        return _("A link has no words. Write where it leads.")
    return _("A link says only “%(words)s”. Let it say where it leads.") % {"words": words}
