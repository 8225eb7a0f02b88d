"""Asking the index of pages by words, before any page is looked at."""

from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.search import SearchQuery
from django.db import connection
from django.db.models import IntegerField, Q, QuerySet
from django.db.models.functions import Cast
from wagtail.search.models import IndexEntry

from .folding import fold

LONGEST = 100
"""Characters of a search that are read."""


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
