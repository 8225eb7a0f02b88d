"""How far each language is: the interface by the head of its catalogue, pages by their marks."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.db.models import TextChoices
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from config.languages import Catalogue, catalogue

from .models import TranslationMark

ROOT_DEPTH = 1


class State(TextChoices):
    """Where the words of one page in one language stand."""

    MISSING = "missing", _("Not translated")
    MACHINE = "machine", _("Made by a machine, needs a reader")
    OLDER = "older", _("Older than the page it was made from")
    REVIEWED = "reviewed", _("Read by a person")
    PERSON = "person", _("Written by a person")


@dataclass(frozen=True)
class Line:
    """One page of the first language, and its translation where there is one."""

    source: Page
    page: Page | None
    mark: TranslationMark | None
    state: State


@dataclass
class Standing:
    """One language: its interface and its pages, counted by state."""

    code: str
    name_local: str
    interface: Catalogue
    counts: dict[State, int] = field(default_factory=lambda: dict.fromkeys(State, 0))


def standings() -> list[Standing]:
    """Every language but the first, in two queries."""
    sources, translations = _sources(), _translations()
    found = []
    for code, _name in settings.LANGUAGES:
        if code == settings.LANGUAGE_CODE:
            continue
        standing = Standing(code, get_language_info(code)["name_local"], catalogue(code))
        for line in _lines(sources, translations, code):
            standing.counts[line.state] += 1
        found.append(standing)
    return found


def lines_of(code: str) -> list[Line]:
    """The pages of one language in the order of the tree, in two queries."""
    return list(_lines(_sources(), _translations(code), code))


def _sources() -> list[Page]:
    pages = Page.objects.live().filter(
        depth__gt=ROOT_DEPTH, locale__language_code=settings.LANGUAGE_CODE
    )
    return list(pages.order_by("path"))


def _translations(code: str = "") -> dict[tuple[object, str], Page]:
    pages = Page.objects.live().filter(depth__gt=ROOT_DEPTH, alias_of=None)
    pages = pages.exclude(locale__language_code=settings.LANGUAGE_CODE)
    if code:
        pages = pages.filter(locale__language_code=code)
    rows = pages.select_related("locale", "translation_mark__reviewed_by__person")
    return {(page.translation_key, page.locale.language_code): page for page in rows}


def _lines(sources: list[Page], translations: dict, code: str) -> Iterator[Line]:
    for source in sources:
        page = translations.get((source.translation_key, code))
        mark = mark_of(page) if page else None
        yield Line(source, page, mark, _state(source, page, mark))


def mark_of(page: Page) -> TranslationMark | None:
    return getattr(page, "translation_mark", None)


def _state(source: Page, page: Page | None, mark: TranslationMark | None) -> State:
    if page is None:
        return State.MISSING
    if mark and mark.needs_review:
        return State.MACHINE
    if mark and mark.reviewed_at:
        return State.OLDER if _after(source, mark.reviewed_at) else State.REVIEWED
    return State.OLDER if _after(source, page.last_published_at) else State.PERSON


def _after(source: Page, moment: datetime | None) -> bool:
    changed = source.last_published_at
    return changed is not None and moment is not None and changed > moment
