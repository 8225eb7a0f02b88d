"""Finding public pages by words.

Wagtail's own query joins every page to the index by a converted key, which no index helps: it takes
half a second over a thousand pages when a word is common. Here the index is asked first, by its own
GIN indexes, and only the best of what it finds are looked up.
"""

from functools import reduce
from operator import and_

from django.contrib.postgres.search import SearchRank
from django.db.models import F
from wagtail.models import Page, get_page_models

from . import shown
from .indexed import LONGEST, asked, entries

__all__ = ["LONGEST", "pages"]

MOST = 30
"""Pages that a search answers with."""
LOOKED_AT = 500
"""Best entries of the index, in whatever language, among which the public ones are looked for."""


def pages(words: str, language: str) -> list[Page]:
    """Public pages in `language` that hold every one of `words`, best first."""
    best = _best(words)
    public = shown.pages(language).filter(pk__in=best).values_list("pk", flat=True)
    found = sorted(public, key=best.index)[:MOST]
    whole = {page.pk: page for page in Page.objects.filter(pk__in=found).specific()}
    return [whole[pk] for pk in found]


def _best(words: str) -> list[int]:
    """Keys of pages whose index entries hold every word, best first; a title counts for more."""
    wanted = asked(words)
    if not wanted:
        return []
    every = reduce(and_, wanted)
    rank = SearchRank(F("title"), every) * F("title_norm") + SearchRank(F("body"), every)
    found = entries(wanted, get_page_models())
    ordered = found.order_by(rank.desc(), "-pk").values_list("object_id", flat=True)
    return [int(pk) for pk in ordered[:LOOKED_AT]]
