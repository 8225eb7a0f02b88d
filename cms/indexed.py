"""Asking the index of pages by words, before any page is looked at."""

from functools import reduce
from operator import and_

from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db import connection
from django.db.models import F, IntegerField, Q, QuerySet
from django.db.models.functions import Cast
from wagtail.search.models import IndexEntry

from .folding import fold

LONGEST = 100
"""Characters of a search that are read."""
LOOKED_AT = 500
"""Entries, in whatever language, that a search weighs: the newest that hold every word in their
title, and the newest that hold them anywhere. Weighing ten thousand takes too long."""


def asked(words: str) -> list[SearchQuery]:
    """The words that tell something, each as a query."""
    return [SearchQuery(word) for word in _telling(fold(words).split())]


def entries(wanted: list[SearchQuery], models: list[type]) -> QuerySet[IndexEntry]:
    """Entries of pages of these types that hold every word."""
    types = ContentType.objects.get_for_models(*models).values()
    found = IndexEntry.objects.filter(content_type__in=[each.pk for each in types])
    for word in wanted:
        found = found.filter(Q(title=word) | Q(body=word))
    return found


def best(words: str, models: list[type]) -> list[int]:
    """Keys of pages of these types, public or not, that hold every word. The best come first; a
    word in a title counts for more."""
    wanted = asked(words)
    if not wanted:
        return []
    every = reduce(and_, wanted)
    found = entries(wanted, models)
    weighed = {*_newest(found.filter(title=every)), *_newest(found)}
    rank = SearchRank(F("title"), every) * F("title_norm") + SearchRank(F("body"), every)
    ordered = IndexEntry.objects.filter(pk__in=weighed).order_by(rank.desc(), "-pk")
    return [int(key) for key in ordered.values_list("object_id", flat=True)]


def _newest(found: QuerySet[IndexEntry]) -> QuerySet:
    return found.order_by("-pk").values_list("pk", flat=True)[:LOOKED_AT]


def holding(words: str, pages: QuerySet) -> QuerySet:
    """Those of `pages`, all of one type, that hold every one of `words`; all when none tells."""
    wanted = asked(words) if words else []
    if not wanted:
        return pages
    found = entries(wanted, [pages.model])
    return pages.filter(pk__in=found.values(key=Cast("object_id", IntegerField())))


def _telling(words: list[str]) -> list[str]:
    """Without “the”, “and” and the like: PostgreSQL keeps them out of its index, so no page
    could ever hold every word that was asked for."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT word FROM unnest(%s::text[]) AS word WHERE numnode(plainto_tsquery(word)) > 0",
            [words],
        )
        return [word for (word,) in cursor.fetchall()]
