"""Which pages the public may see now: the one place that says so.

Lists, search, the sitemap, feeds and open data all begin here, so that a story whose person takes
the consent back is gone from every one of them at once.
"""

from wagtail.models import Locale, Page, PageQuerySet

from .models import ProjectPage, ResourcePage, StoryPage

ROOT_DEPTH = 1
"""Wagtail's own root of the tree is no page that anybody reads."""


def pages(language: str | None = None) -> PageQuerySet:
    """Live, public pages, in one language or in all; only stories, projects and resources that
    may be shown today."""
    shown = (
        Page.objects.live()
        .public()
        .filter(depth__gt=ROOT_DEPTH)
        .exclude(pk__in=StoryPage.objects.hidden().values("pk"))
        .exclude(pk__in=ProjectPage.objects.hidden().values("pk"))
        .exclude(pk__in=ResourcePage.objects.hidden().values("pk"))
    )
    return shown.filter(locale=Locale.objects.get_for_language(language)) if language else shown
