"""Wagtail's search in PostgreSQL, asked with folded words (see `cms.folding`)."""

from django.db.models import QuerySet
from wagtail.models import Page
from wagtail.search.backends.database.postgres.postgres import (
    PostgresAutocompleteQueryCompiler,
    PostgresSearchBackend,
    PostgresSearchQueryCompiler,
)

from cms.folding import fold


def _asked(queryset: QuerySet, query: object) -> object:
    """About pages folded, as their index is; about other records as it was typed."""
    if isinstance(query, str) and issubclass(queryset.model, Page):
        return fold(query)
    return query


class Search(PostgresSearchQueryCompiler):
    def __init__(self, queryset: QuerySet, query: object, **kwargs) -> None:
        super().__init__(queryset, _asked(queryset, query), **kwargs)


class Autocomplete(PostgresAutocompleteQueryCompiler):
    def __init__(self, queryset: QuerySet, query: object, **kwargs) -> None:
        super().__init__(queryset, _asked(queryset, query), **kwargs)


class SearchBackend(PostgresSearchBackend):
    """Wagtail's search in PostgreSQL. Named in WAGTAILSEARCH_BACKENDS."""

    query_compiler_class = Search
    autocomplete_query_compiler_class = Autocomplete
