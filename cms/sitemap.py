"""The sitemap: public pages of every language, each with its translations.

Up to `SiteMap.limit` pages stand in one file; a larger site gets an index of such files.
"""

from collections import defaultdict
from uuid import UUID

from django.conf import settings
from django.contrib.sitemaps import views as sitemap_views
from django.http import HttpRequest, HttpResponse
from wagtail.contrib.sitemaps import Sitemap
from wagtail.contrib.sitemaps import views as wagtail_views
from wagtail.models import PageQuerySet

from . import shown
from .languages import full_url


class SiteMap(Sitemap):
    """Wagtail's own map holds only the tree of the main language; this one holds every page."""

    limit = 10_000

    def items(self) -> PageQuerySet:
        return shown.pages().filter(alias_of=None).select_related("locale").order_by("path")

    def _urls(self, page: int, protocol: str, domain: str) -> list[dict]:
        """Two queries a file."""
        items = list(self.paginator.page(page).object_list)
        families = self._families({item.translation_key for item in items})
        dates = [item.last_published_at for item in items if item.last_published_at]
        self.latest_lastmod = max(dates, default=None)
        return [
            {
                "location": full_url(item, self.request),
                "lastmod": item.last_published_at,
                "alternates": _alternates(families[item.translation_key]),
            }
            for item in items
        ]

    def _families(self, keys: set[UUID]) -> dict[UUID, dict[str, str]]:
        """The addresses of each page in every language that it may be read in."""
        families: dict[UUID, dict[str, str]] = defaultdict(dict)
        for page in self.items().filter(translation_key__in=keys):
            url = full_url(page, self.request)
            families[page.translation_key][page.locale.language_code] = url
        return families


def _alternates(family: dict[str, str]) -> list[dict[str, str]]:
    first = family.get(settings.LANGUAGE_CODE)
    default = {"x-default": first} if first else {}
    links = family | default if len(family) > 1 else {}
    return [{"lang_code": code, "location": url} for code, url in links.items()]


def sitemap(request: HttpRequest) -> HttpResponse:
    """The whole map, or where there are too many pages for one file, the list of its parts."""
    if "p" not in request.GET and SiteMap(request).paginator.num_pages > 1:
        return sitemap_views.index(
            request, {"pages": SiteMap(request)}, sitemap_url_name="sitemap_part"
        )
    return part(request)


def part(request: HttpRequest, section: str = "pages") -> HttpResponse:
    """One file of the map: `?p=2` is the second."""
    return wagtail_views.sitemap(request, sitemaps={"pages": SiteMap}, section=section)
