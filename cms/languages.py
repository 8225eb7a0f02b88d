"""A page's addresses in every language: for the switch, for search engines."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language_info, override
from wagtail.models import Page

from config.languages import catalogue

if TYPE_CHECKING:
    from .models.base import SitePage


@dataclass(frozen=True)
class LanguageLink:
    """One entry of the language switch. `translated` is False where the page is not there yet."""

    code: str
    name_local: str
    url: str
    full_url: str
    current: bool
    translated: bool


def family(page: "SitePage") -> dict[str, Page]:
    """The page itself and its translations that may be read, by language; one query."""
    rows = page.readable_translations().select_related("locale", "translation_mark")
    return {each.locale.language_code: each for each in rows}


def is_machine_made(code: str, pages: dict[str, Page]) -> bool:
    """A machine made the words of the page or of what stands around it, and nobody read them."""
    mark = getattr(pages.get(code), "translation_mark", None)
    return catalogue(code).needs_review or (mark is not None and mark.needs_review)


def language_links(
    page: "SitePage", pages: dict[str, Page], request: HttpRequest
) -> list[LanguageLink]:
    """The same page in each language of the site.

    Where it is not translated the link leads to a page in that language that says so, and offers
    the languages that there are.
    """
    pages = pages | {page.locale.language_code: page}
    return [_link(code, pages.get(code), page, request) for code, _name in settings.LANGUAGES]


def with_query(links: list[LanguageLink], query: str) -> list[LanguageLink]:
    """The same links with the query that the reader came with, where there is the page."""
    if not query:
        return links
    return [replace(link, url=f"{link.url}?{query}") if link.translated else link for link in links]


def _not_yet(source: Page, code: str) -> str:
    """That page of the language; its home for a page that is seen in a preview, not stored yet."""
    with override(code):
        if source.pk is None:
            return reverse("wagtail_serve", args=[""])
        return reverse("other_languages", args=[source.pk])


def _link(code: str, page: Page | None, source: Page, request: HttpRequest) -> LanguageLink:
    return LanguageLink(
        code=code,
        name_local=get_language_info(code)["name_local"],
        url=page.get_url(request) or "/" if page else _not_yet(source, code),
        full_url=full_url(page, request) if page else "",
        current=page is source,
        translated=page is not None,
    )


def full_url(page: Page, request: HttpRequest | None = None) -> str:
    """The page's one true address, on the public host whatever host was asked."""
    return f"{settings.BASE_URL}{page.get_url(request) or '/'}"
