"""Which pages the public may see now: the one place that says so.

Lists, search, the sitemap, feeds and open data all begin here, so that a story whose person takes
the consent back is gone from every one of them at once.
"""

from django.db.models import Q
from wagtail.models import Locale, Page, PageQuerySet

from . import remembered
from .models import ProjectPage, ResourcePage, StoryPage

ROOT_DEPTH = 1
"""Wagtail's own root of the tree is no page that anybody reads."""


def pages(language: str | None = None) -> PageQuerySet:
    """Live, public pages, in one language or in all; only stories, projects and resources that
    may be shown today."""
    shown = (
        Page.objects.live()
        .filter(depth__gt=ROOT_DEPTH)
        .filter(Q(storypage=None) | Q(pk__in=StoryPage.objects.shown().values("pk")))
        .filter(Q(projectpage=None) | Q(pk__in=ProjectPage.objects.shown().values("pk")))
        .filter(Q(resourcepage=None) | Q(pk__in=ResourcePage.objects.shown().values("pk")))
    )
    if not remembered.nothing_is_restricted():
        shown = shown.public()
    return shown.filter(locale=_locale(language)) if language else shown


def _locale(language: str) -> int:
    known = (pk for pk, each in remembered.locales().items() if each.language_code == language)
    return next(known, 0) or Locale.objects.get_for_language(language).pk
