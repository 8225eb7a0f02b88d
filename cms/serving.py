"""Finds a page by its address in one query or two, and lets Wagtail serve it."""

from copy import copy
from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import get_language
from wagtail.models import Page, Site
from wagtail.models.sites import SiteRootPath
from wagtail.views import serve as wagtail_serve

from cms.remembered import locales
from freshness import depends, remember


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
    known = know_the_site(request)
    root = known and known.root_of(get_language())
    if known and root:
        try:
            page = _page_at(root + "".join(f"{part}/" for part in path.split("/") if part))
        except NotFound:
            return wagtail_serve(request, path)
        request._wagtail_route_for_request = _route(page, request)  # type: ignore[attr-defined]
    return wagtail_serve(request, path)


def know_the_site(request: HttpRequest) -> Map | None:
    """Spare Wagtail looking for the site, and where its languages begin, for every link."""
    known = remember(("map",), _map)
    if known:
        request._wagtail_cached_site_root_paths = known.roots  # type: ignore[attr-defined]
        request._wagtail_site = copy(known.site)  # type: ignore[attr-defined]
    return known


def _map() -> Map | None:
    depends("sites", "level:2")
    sites = list(Site.objects.select_related("root_page")[:2])
    return Map(sites[0], Site.get_site_root_paths()) if len(sites) == 1 else None


def _page_at(url_path: str) -> Page:
    """The whole page, and in the same query what it always shows."""
    known = remember(("address", url_path), lambda: _find(url_path))
    page = _read(known, url_path) or _read(_find(url_path), url_path)
    if page is None:
        raise NotFound
    page.locale = locales()[page.locale_id]
    return page


def _read(known: tuple[type[Page], int], url_path: str) -> Page | None:
    """Nothing when another page has taken the address since it was remembered."""
    model, pk = known
    with_it = getattr(model, "shown_with", ())
    found = model._default_manager.live().select_related(*with_it)
    return next(iter(found.filter(pk=pk, url_path=url_path).order_by()), None)


def _find(url_path: str) -> tuple[type[Page], int]:
    found = Page.objects.live().filter(url_path=url_path).first()
    if found is None or found.specific_class is None:
        raise NotFound
    return found.specific_class, found.pk


def _route(page: Page, request: HttpRequest):
    """The page may still refuse itself, as a story without consent does."""
    try:
        return page.route(request, [])
    except Http404:
        return None
