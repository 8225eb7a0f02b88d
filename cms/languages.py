"""A page's addresses in every language: for the switch, for search engines."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_info, override
from wagtail.models import Page, PageQuerySet

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


def family(page: "SitePage") -> PageQuerySet:
    """The page itself and its translations that may be read: where they are, and their marks."""
    rows = page.readable_translations().select_related("locale", "translation_mark")
    marks = ("translation_mark__machine_made", "translation_mark__reviewed_at")
    return rows.only("url_path", "locale__language_code", *marks)


def by_language(pages: PageQuerySet) -> dict[str, Page]:
    return {each.locale.language_code: each for each in pages}


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


@dataclass(frozen=True)
class Foreign:
    """The language of a page that stands in a list of another language."""

    code: str
    name_local: str
    direction: str

    @property
    def attributes(self) -> SafeString:
        """For an element that holds the page's own words."""
        return format_html(' lang="{}" dir="{}"', self.code, self.direction)


def foreign(page: Page) -> Foreign | None:
    """None for a page in the reader's language. Read the page together with its locale."""
    code = page.locale.language_code
    if code == get_language():
        return None
    about = get_language_info(code)
    return Foreign(code, about["name_local"], "rtl" if about["bidi"] else "ltr")


def or_first(pages: PageQuerySet, locale_id: int) -> PageQuerySet:
    """Of `pages` in every language: those of one language, and where it has none, the page that
    was made first (docs/adr/0009). The list depends on the type's pages in all languages."""
    versions = pages.model.objects.live().filter(
        translation_key=OuterRef("translation_key"), alias_of=None
    )
    here = versions.filter(locale=locale_id)
    older = versions.filter(pk__lt=OuterRef("pk"))
    missing = pages.exclude(locale=locale_id).filter(~Exists(here), ~Exists(older))
    return (pages.filter(locale=locale_id) | missing).filter(alias_of=None)
