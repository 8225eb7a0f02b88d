"""Finds a page by its address in two queries, however deep it lies, and lets Wagtail serve it."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import get_language
from wagtail.models import Page, Site
from wagtail.models.sites import SiteRootPath
from wagtail.views import serve as wagtail_serve

from cms.remembered import locales
from freshness import depends, remember


def serve(request: HttpRequest, path: str) -> HttpResponseBase:
    """Wagtail's own view; the walk from the root down, a query or two a step, is done already.

    With several sites, and wherever no live page is found, Wagtail walks by itself.
    """
    roots = _roots()
    request._wagtail_cached_site_root_paths = roots  # type: ignore[attr-defined]  # Wagtail's
    if len({root.site_id for root in roots}) == 1:
        _find(request, path, roots)
    return wagtail_serve(request, path)


def _find(request: HttpRequest, path: str, roots: list[SiteRootPath]) -> None:
    root = next((each for each in roots if each.language_code == get_language()), None)
    if root is None:
        return
    below = "".join(f"{part}/" for part in path.split("/") if part)
    plain = Page.objects.live().filter(url_path=root.root_path + below).first()
    page = plain and _whole(plain)
    if page:
        try:
            found = page.route(request, [])
        except Http404:
            found = None
        request._wagtail_route_for_request = found  # type: ignore[attr-defined]  # Wagtail's


def _whole(plain: Page) -> Page | None:
    """The page with its own fields and, in the same query, with what it always shows."""
    model = plain.specific_class
    if model is None:
        return None
    with_it = getattr(model, "shown_with", ())
    page = model._default_manager.select_related(*with_it).filter(pk=plain.pk).first()
    if page:
        page.locale = locales()[page.locale_id]
    return page


def _roots() -> list[SiteRootPath]:
    def read() -> list[SiteRootPath]:
        depends("sites", "level:2")
        return Site.get_site_root_paths()

    return remember(("site roots",), read)
