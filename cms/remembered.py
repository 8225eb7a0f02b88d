"""Small things that every page asks for, read once until they change."""

from functools import cache
from typing import TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Model, QuerySet
from wagtail.models import Locale, PageViewRestriction

from freshness import Part, depends
from programmes.models import Programme

T = TypeVar("T", bound=Model)


def _locales(every: QuerySet[Locale]) -> dict[int, Locale]:
    depends("sites")
    return {each.pk: each for each in every}


def _restrictions(first: QuerySet[PageViewRestriction]) -> bool:
    depends("sites")
    return not first


def _programmes(of_homes: QuerySet[Programme]) -> dict[int, Programme]:
    depends("sites", "programmes", "level:2", "organisations")
    return {each.home_locale: each for each in reversed(of_homes)}  # type: ignore[attr-defined]


def _kinds(of_pages: QuerySet[ContentType]) -> None:
    """Django keeps them for as long as the process lives; no type of page changes meanwhile."""
    for each in of_pages:
        ContentType.objects._add_to_cache(of_pages.db, each)  # type: ignore[attr-defined]


LOCALES = Part(("locales",), lambda: (Locale.objects.all(),), _locales)
RESTRICTIONS = Part(
    ("no restrictions",), lambda: (PageViewRestriction.objects.all()[:1],), _restrictions
)
PROGRAMMES = Part(
    ("programmes of the site",),
    lambda: (
        Programme.objects.filter(home_pages__live=True)
        .select_related("lead")
        .annotate(home_locale=F("home_pages__locale")),
    ),
    _programmes,
)
KINDS = Part(("kinds",), lambda: (ContentType.objects.filter(app_label="cms"),), _kinds)


def locales() -> dict[int, Locale]:
    """Every language of the site, by primary key."""
    return LOCALES.get()


def nothing_is_restricted() -> bool:
    """Whether no page at all is kept for some readers, as is usual: one look for all pages."""
    return RESTRICTIONS.get()


@cache
def no_restrictions() -> QuerySet[PageViewRestriction]:
    """Evaluated once: even an empty query costs its words each time it is asked."""
    found = PageViewRestriction.objects.none()
    len(found)
    return found


def programme_of_the_site(locale_id: int) -> Programme | None:
    """The programme that the home page of this language is about."""
    return PROGRAMMES.get().get(locale_id)


def record(rows: QuerySet[T], pk: int, *tags: str) -> Part[T | None]:
    """One record that pages name, with what `rows` reads beside it; None when it is gone."""

    def make(found: QuerySet[T]) -> T | None:
        depends(*tags)
        return next(iter(found), None)

    return Part((rows.model.__name__, pk), lambda: (rows.filter(pk=pk),), make)
