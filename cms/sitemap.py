"""The sitemap: public pages of every language."""

from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import PageQuerySet

from . import shown
from .languages import full_url


class SiteMap(Sitemap):
    """Wagtail's own map holds only the tree of the main language; this one holds every page."""

    def items(self) -> PageQuerySet:
        return shown.pages().order_by("path")

    def _urls(self, page: int, protocol: str, domain: str) -> list[dict]:
        return [
            {"location": full_url(item, self.request), "lastmod": item.last_published_at}
            for item in self.paginator.page(page).object_list
        ]
