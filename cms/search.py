"""Finding public pages by words."""

from wagtail.models import Page

from . import shown

LONGEST = 100
"""Characters of a search that are read."""
MOST = 30
"""Pages that a search answers with."""


def pages(words: str, language: str) -> list[Page]:
    """Public pages in `language` that hold every one of `words`, best first."""
    found = [page.pk for page in shown.pages(language).search(words, operator="and")[:MOST]]
    whole = {page.pk: page for page in Page.objects.filter(pk__in=found).specific()}
    return [whole[pk] for pk in found]
