"""The sitemap: public pages of every language."""

from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page, PageQuerySet

from .languages import full_url
from .models import StoryPage


class SiteMap(Sitemap):
    """Wagtail's own map holds only the tree of the main language; this one holds every page."""

    def items(self) -> PageQuerySet:
        hidden = StoryPage.objects.live().exclude(pk__in=StoryPage.objects.shown().values("pk"))
        return (
            Page.objects.filter(depth__gt=1)
            .live()
            .public()
            .exclude(pk__in=hidden.values("pk"))
            .order_by("path")
        )

    def _urls(self, page: int, protocol: str, domain: str) -> list[dict]:
        return [
            {"location": full_url(item, self.request), "lastmod": item.last_published_at}
            for item in self.paginator.page(page).object_list
        ]
