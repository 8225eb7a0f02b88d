"""RSS 2.0 and Atom, for each kind of page, in each language, for all cities or one."""

import re
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.db.models import Prefetch
from django.http import Http404, HttpRequest
from django.utils.feedgenerator import Atom1Feed, Enclosure, Rss201rev2Feed, SyndicationFeed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.images.models import SourceImageIOError
from wagtail.models import Page, PageQuerySet

from cms.languages import full_url
from cms.models import SiteImage
from programmes.models import City

from .kinds import Kind

NEWEST = 20
PICTURE = "width-640|format-webp"
NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True)
class Channel:
    """A feed that somebody asked for. `city` is None for every city."""

    kind: Kind
    index: Page
    city: City | None
    query: str
    request: HttpRequest

    def url(self, page: Page) -> str:
        return full_url(page, self.request)

    def pages(self) -> PageQuerySet:
        found = self.kind.shown().filter(locale=self.index.locale_id).select_related("locale")
        if self.city:
            found = found.filter(**{self.kind.city: self.city.slug})
        if hasattr(self.kind.model, "image"):
            pictures = SiteImage.objects.prefetch_renditions(PICTURE)
            found = found.prefetch_related(Prefetch("image", queryset=pictures))
        return found.order_by("-first_published_at", "-pk")[:NEWEST]


class KindFeed(Feed):
    """Titles, introductions and one picture; whoever wants more follows the link.

    A picture is a small rendition of one that the page itself shows, with its true length.
    """

    feed_type: type[SyndicationFeed] = Rss201rev2Feed
    item_guid_is_permalink = True

    def __init__(self, kind: Kind) -> None:
        self.kind = kind

    def get_object(self, request: HttpRequest) -> Channel:
        city = asked_city(request)
        index = self.kind.index._default_manager.live()  # type: ignore[attr-defined]
        index = index.filter(locale__language_code=get_language()).select_related("locale").first()
        if index is None:
            raise Http404
        query = f"?city={city.slug}" if city else ""
        return Channel(self.kind, index, city, query, request)

    def title(self, channel: Channel) -> str:
        if channel.city is None:
            return _clean(channel.index.title)
        return _clean(of_city(channel.index.title, channel.city))

    def description(self, channel: Channel) -> str:
        return _clean(channel.index.introduction)

    subtitle = description

    def link(self, channel: Channel) -> str:
        return channel.url(channel.index)

    def feed_url(self, channel: Channel) -> str:
        return f"{settings.BASE_URL}{channel.request.path}{channel.query}"

    def items(self, channel: Channel) -> PageQuerySet:
        self.url = channel.url
        self.says = channel.kind.says
        return channel.pages()

    def item_title(self, page: Page) -> str:
        return _clean(page.title)

    def item_description(self, page: Page) -> str:
        return _clean(self.says(page))

    def item_link(self, page: Page) -> str:
        return self.url(page)

    def item_guid(self, page: Page) -> str:
        return self.url(page)

    def item_pubdate(self, page: Page) -> datetime | None:
        return page.first_published_at

    def item_updateddate(self, page: Page) -> datetime | None:
        return page.last_published_at

    def item_enclosures(self, page: Page) -> list[Enclosure]:
        image = getattr(page, "image", None)
        if image is None:
            return []
        try:
            picture = image.get_renditions(PICTURE)[PICTURE]
            size = str(picture.file.size)
        except (SourceImageIOError, FileNotFoundError):  # lost: the words are still worth reading
            return []
        return [Enclosure(urljoin(settings.BASE_URL, picture.url), size, "image/webp")]


class AtomFeed(KindFeed):
    """The same in Atom 1.0."""

    feed_type = Atom1Feed


def asked_city(request: HttpRequest) -> City | None:
    """The city that the address names with `?city=`; None for every city. Raises Http404."""
    slug = request.GET.get("city", "").replace("\0", "")
    city = City.objects.filter(slug=slug).first() if slug else None
    if slug and city is None:
        raise Http404
    return city


def of_city(name: str, city: City) -> str:
    """“Events: Coventry”."""
    return _("%(kind)s: %(city)s") % {"kind": name, "city": city}


def _clean(words: str) -> str:
    """Without characters that XML cannot hold."""
    return NOT_IN_XML.sub("", words)
