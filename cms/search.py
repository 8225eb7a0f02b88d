"""Finding public pages by words.

Wagtail's own query joins every page to the index by a converted key, which no index helps: it takes
half a second over a thousand pages when a word is common. Here the index is asked first, by its own
GIN indexes, and only the best of what it finds are looked up.
"""

from wagtail.models import Page, get_page_models

from . import shown
from .indexed import LONGEST, best

__all__ = ["LONGEST", "pages"]

MOST = 30
"""Pages that a search answers with."""


def pages(words: str, language: str) -> list[Page]:
    """Public pages in `language` that hold every one of `words`, best first."""
    keys = best(words, get_page_models())
    if not keys:
        return []
    public = shown.pages(language).filter(pk__in=keys).values_list("pk", flat=True)
    found = sorted(public, key=keys.index)[:MOST]
    rows = Page.objects.filter(pk__in=found).order_by().specific().defer_streamfields()
    whole = {page.pk: page for page in rows}
    return [whole[pk] for pk in found]
