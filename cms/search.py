"""Finding public pages by words.

Wagtail's own query joins every page to the index by a converted key, which no index helps: it takes
half a second over a thousand pages when a word is common. Here the index is asked first, by its own
GIN indexes, and only the best of what it finds are looked up.
"""

from functools import reduce
from operator import and_

from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db import connection
from django.db.models import F, Q
from wagtail.models import Page, get_page_models
from wagtail.search.models import IndexEntry

from . import shown
from .folding import fold

LONGEST = 100
"""Characters of a search that are read."""
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
    asked = [SearchQuery(word) for word in _telling(fold(words).split())]
    if not asked:
        return []
    types = ContentType.objects.get_for_models(*get_page_models()).values()
    entries = IndexEntry.objects.filter(content_type__in=[each.pk for each in types])
    for word in asked:
        entries = entries.filter(Q(title=word) | Q(body=word))
    every = reduce(and_, asked)
    rank = SearchRank(F("title"), every) * F("title_norm") + SearchRank(F("body"), every)
    ordered = entries.order_by(rank.desc(), "-pk").values_list("object_id", flat=True)
    return [int(pk) for pk in ordered[:LOOKED_AT]]


def _telling(words: list[str]) -> list[str]:
    """Without “the”, “and” and the like: PostgreSQL keeps them out of its index, so no page
    could ever hold every word that was asked for."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT word FROM unnest(%s::text[]) AS word WHERE numnode(plainto_tsquery(word)) > 0",
            [words],
        )
        return [word for (word,) in cursor.fetchall()]
