"""Finds a page by its address in one query or two, and lets Wagtail serve it."""

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet, Subquery, Value
from django.db.models.functions import Concat
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import get_language
from wagtail.models import Page, Site
from wagtail.models.sites import SiteRootPath
from wagtail.views import serve as wagtail_serve

from cms.navigation import stops
from cms.remembered import KINDS, LOCALES, PROGRAMMES, RESTRICTIONS, locales
from freshness import Part, Prepared, ahead, depends

Reads = dict[str, Callable[[int], QuerySet]]
WHOLE: dict[type[Page], Prepared] = {}
"""How a page of each type is read; made when the first one is asked for."""


@dataclass(frozen=True)
class Map:
    """The one site there is, and where each language begins in the tree."""

    site: Site
    roots: list[SiteRootPath]

    def root_of(self, language: str | None) -> str | None:
        found = [each.root_path for each in self.roots if each.language_code == language]
        return found[0] if found else None


class NotFound(Exception):
    """No live page stands at an address: nothing to remember, one may come."""


def serve(request: HttpRequest, path: str) -> HttpResponseBase:
    """Wagtail's own view; the walk from the root down, a query or two a step, is done already.

    With several sites, and wherever no live page is found, Wagtail walks by itself.
    """
    language = get_language() or settings.LANGUAGE_CODE
    address = _address(language, path)
    try:
        known = know_the_site(request, address)
        root = known and known.root_of(language)
        if root:
            page = _page_at(root + _below(path), address)
            request._wagtail_route_for_request = _route(page, request)  # type: ignore[attr-defined]
    except NotFound:
        pass
    return wagtail_serve(request, path)


def know_the_site(request: HttpRequest, *parts: Part) -> Map | None:
    """Spare Wagtail looking for the site, and where its languages begin, for every link.

    What else every page needs, and `parts`, comes in the same trip to the database.
    """
    menu = stops(get_language() or settings.LANGUAGE_CODE)
    ahead(KINDS, LOCALES, RESTRICTIONS, PROGRAMMES, MAP, menu, *parts)
    known = MAP.get()
    if known:
        request._wagtail_cached_site_root_paths = known.roots  # type: ignore[attr-defined]
        request._wagtail_site = copy(known.site)  # type: ignore[attr-defined]
    return known


def _roots() -> QuerySet[Page]:
    """The home page of each language."""
    of_sites = Site.objects.values("root_page__translation_key")
    return Page.objects.filter(translation_key__in=of_sites).select_related("locale").order_by("pk")


def _map(sites: QuerySet[Site], roots: QuerySet[Page]) -> Map | None:
    depends("sites", "level:2")
    if len(sites) != 1:
        return None
    site = sites[0]
    return Map(
        site,
        [
            SiteRootPath(site.pk, each.url_path, site.root_url, each.locale.language_code)
            for each in roots
        ],
    )


MAP = Part(("map",), lambda: (Site.objects.select_related("root_page")[:2], _roots()), _map)


def _below(path: str) -> str:
    """An address as Wagtail writes it under the home page: `calls/open-doors/`."""
    return "".join(f"{part}/" for part in path.split("/") if part)


def _address(language: str, path: str) -> Part[tuple[type[Page], int]]:
    """The type and number of the live page at an address. Making it raises NotFound."""

    def reads() -> tuple[QuerySet[Page]]:
        root = _roots().filter(locale__language_code=language).values("url_path")[:1]
        there = Concat(Subquery(root), Value(_below(path)))
        return (Page.objects.live().filter(url_path=there).order_by("path")[:1],)

    return Part(("address", language, path), reads, _found)


def _found(pages: QuerySet[Page]) -> tuple[type[Page], int]:
    page = pages[0] if pages else None
    if page is None or page.specific_class is None:
        raise NotFound
    return page.specific_class, page.pk


def _page_at(url_path: str, address: Part[tuple[type[Page], int]]) -> Page:
    """The whole page, and in the same query what it always shows."""
    page = _read(address.get(), url_path) or _read(_found(*address.reads()), url_path)
    if page is None:
        raise NotFound
    page.locale = locales()[page.locale_id]
    return page


def _read(known: tuple[type[Page], int], url_path: str) -> Page | None:
    """Nothing when another page has taken the address since it was remembered."""
    model, pk = known
    pages, *rows = _whole(model)(pk, url_path)
    for page in pages:
        page.came_with_it = dict(zip(getattr(model, "reads_with_it", ()), rows, strict=True))
        return page
    return None


def _whole(model: type[Page]) -> Prepared:
    """The page and what it always shows, by its primary key and its place in the tree."""
    if model not in WHOLE:
        WHOLE[model] = _prepared(model)
    return WHOLE[model]


def _prepared(model: type[Page]) -> Prepared:
    """Types of page that are Wagtail's own have neither of the two attributes."""
    with_it: Reads = getattr(model, "reads_with_it", {})

    def build(pk: int, url_path: str) -> tuple[QuerySet, ...]:
        found = model._default_manager.live().select_related(*getattr(model, "shown_with", ()))
        page = found.filter(pk=pk, url_path=url_path).order_by()
        return (page, *(rows_of(pk) for rows_of in with_it.values()))

    return Prepared(build, 2_000_000_011, "/the/path/of/a/page/")


def _route(page: Page, request: HttpRequest):
    """The page may still refuse itself, as a story without consent does."""
    try:
        return page.route(request, [])
    except Http404:
        return None
