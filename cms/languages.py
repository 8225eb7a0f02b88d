"""A page's addresses in every language: for the switch, for search engines."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language_info
from wagtail.models import Page

from .navigation import home_url


@dataclass(frozen=True)
class LanguageLink:
    """One entry of the language switch. `translated` is False where it leads to the home page."""

    code: str
    name_local: str
    url: str
    full_url: str
    current: bool
    translated: bool


def language_links(page: Page, request: HttpRequest) -> list[LanguageLink]:
    """The same page in each language of the site, or that language's home page; two queries."""
    own = page.locale.language_code
    pages = {
        each.locale.language_code: each
        for each in page.get_translations().live().select_related("locale")
    }
    pages[own] = page
    return [_link(code, pages.get(code), own, request) for code, _name in settings.LANGUAGES]


def _link(code: str, page: Page | None, own: str, request: HttpRequest) -> LanguageLink:
    return LanguageLink(
        code=code,
        name_local=get_language_info(code)["name_local"],
        url=page.get_url(request) if page else home_url(code),
        full_url=full_url(page, request) if page else "",
        current=code == own,
        translated=page is not None,
    )


def full_url(page: Page, request: HttpRequest | None = None) -> str:
    """The page's one true address, on the public host whatever host was asked."""
    return f"{settings.BASE_URL}{page.get_url(request) or '/'}"
