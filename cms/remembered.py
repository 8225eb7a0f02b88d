"""Small things that every page asks for, read once until they change."""

from functools import cache

from django.db.models import QuerySet
from wagtail.models import Locale, PageViewRestriction

from freshness import depends, remember
from programmes.models import Programme


def locales() -> dict[int, Locale]:
    """Every language of the site, by primary key."""

    def read() -> dict[int, Locale]:
        depends("sites")
        return Locale.objects.in_bulk()

    return remember(("locales",), read)


def nothing_is_restricted() -> bool:
    """Whether no page at all is kept for some readers, as is usual: one look for all pages."""

    def read() -> bool:
        depends("sites")
        return not PageViewRestriction.objects.exists()

    return remember(("no restrictions",), read)


@cache
def no_restrictions() -> QuerySet[PageViewRestriction]:
    """Evaluated once: even an empty query costs its words each time it is asked."""
    found = PageViewRestriction.objects.none()
    len(found)
    return found


def programme_of_the_site(locale_id: int) -> Programme | None:
    """The programme that the home page of this language is about."""

    def read() -> Programme | None:
        depends("sites", "programmes", "level:2")
        return Programme.objects.filter(home_pages__locale=locale_id, home_pages__live=True).first()

    return remember(("programme of the site", locale_id), read)
