"""What the public may know of a resource: its languages, the reader's first, and its versions."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Prefetch, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from config.languages import KNOWN, Language
from files.kinds import PDF
from freshness import depends
from programmes.words import worded
from resources import alternatives
from resources.models import Copy, Resource, Version

if TYPE_CHECKING:
    from .models import ResourcePage

LANGUAGES = {each.code: each for each in KNOWN}
DIGITS = 6
"""More than the number of any version has."""
OLDER_AT_ONCE = 2
"""Older versions on one page: ten languages of each are as much as a small page holds."""


@dataclass(frozen=True)
class Reading:
    """One version in one language. `access` says whether a PDF suits screen readers; addresses are
    empty where there is no file, or no text."""

    language: Language
    version: int
    published_at: datetime | None
    is_older: bool
    title: str
    file_url: str
    format: str
    content_type: str
    size: int
    has_tags: bool
    text_url: str
    access: str

    @property
    def url(self) -> str:
        """The file, or else the text."""
        return self.file_url or self.text_url

    @property
    def dir(self) -> str:
        return "rtl" if self.language.bidi else "ltr"


@dataclass(frozen=True)
class Edition:
    """A version with its languages, as the page shows it."""

    number: int
    published_at: datetime | None
    what_changed: str
    readings: list[Reading]


@dataclass(frozen=True)
class Facts:
    """Everything a resource page shows besides its own words.

    `readings` has each language once, in its newest version; `newest` is None before there is one.
    """

    resource: Resource
    readings: list[Reading]
    newest: Edition | None
    older: list[Edition]

    def older_than(self, before: str) -> tuple[list[Edition], str]:
        """Some of the older versions, the latest first, and what leads to those before them.

        `before` is a number; what can't be one starts with the latest.
        """
        newest = int(before) if before.isdecimal() and len(before) < DIGITS else None
        left = [each for each in self.older if newest is None or each.number < newest]
        shown = left[:OLDER_AT_ONCE]
        return shown, str(shown[-1].number) if len(left) > len(shown) else ""

    @property
    def theme(self) -> str:
        return str(self.resource.theme or "")

    @property
    def city(self) -> str:
        return str(self.resource.city or "")


@dataclass(frozen=True)
class Card:
    """A resource in a list, with the languages it can be read in."""

    page: "ResourcePage"
    url: str
    languages: list[Language]


def facts(resource: Resource, language: str) -> Facts:
    """What everybody may read, for a reader of `language`; two queries."""
    depends(f"resource:{resource.pk}", "names")
    editions = [_edition(each, language) for each in _versions(resource)]
    newest = editions[0] if editions else None
    readings = _newest_of_each(editions)
    older = [
        Edition(each.number, each.published_at, each.what_changed, left)
        for each in editions[1:]
        if (left := [reading for reading in each.readings if reading not in readings])
    ]
    marked = [_marked(each, newest.number) for each in readings] if newest else []
    return Facts(resource, sorted(marked, key=_order(language)), newest, older)


def _versions(resource: Resource) -> Iterable[Version]:
    copies = Copy.objects.public().defer("text").annotate(has_text=~Q(text=""))
    versions = Version.objects.public().filter(resource=resource)
    for version in versions.prefetch_related(Prefetch("copies", queryset=copies)):
        depends(f"version:{version.pk}")
        version.resource = resource
        yield version


def _edition(version: Version, language: str) -> Edition:
    readings = [_reading(each, version) for each in version.copies.all()]
    return Edition(
        number=version.number,
        published_at=version.published_at,
        what_changed=worded(version, "what_changed", language),
        readings=sorted(readings, key=_order(language)),
    )


def _reading(copy: Copy, version: Version) -> Reading:
    copy.version = version
    place = [version.resource.code, version.number, copy.language]
    has_text = bool(copy.has_text)  # type: ignore[attr-defined]  # asked for with the versions
    return Reading(
        language=LANGUAGES[copy.language],
        version=version.number,
        published_at=version.published_at,
        is_older=False,
        title=copy.title,
        file_url=reverse("resource_file", args=[*place, copy.file_name]) if copy.file else "",
        format=copy.format,
        content_type=copy.content_type,
        size=copy.size,
        has_tags=bool(copy.has_tags),
        text_url=reverse("resource_text", args=place) if has_text else "",
        access=_access(copy, has_text),
    )


def _access(copy: Copy, has_text: bool) -> str:
    if copy.content_type != PDF:
        return ""
    if copy.has_tags:
        return _("It has tags: screen readers can read it.")
    if has_text:
        return _("It has no tags for screen readers. The web page says the same.")
    return _("It has no tags: screen readers may read it wrongly.")


def _newest_of_each(editions: list[Edition]) -> list[Reading]:
    found: dict[str, Reading] = {}
    for reading in (each for edition in editions for each in edition.readings):
        found.setdefault(reading.language.code, reading)
    return list(found.values())


def _marked(reading: Reading, newest: int) -> Reading:
    """Says of a language that has no newest version yet that it is an older one."""
    return replace(reading, is_older=reading.version < newest)


def _order(language: str) -> Callable[[Reading], tuple[bool, int]]:
    """The reader's own language first, then as the house always names them."""
    places = {each.code: place for place, each in enumerate(KNOWN)}

    def key(reading: Reading) -> tuple[bool, int]:
        code = reading.language.code
        return code != language, places[code]

    return key


def card(page: "ResourcePage", request: HttpRequest) -> Card:
    found: list[str] = page.languages  # type: ignore[attr-defined]  # loaded for_cards()
    offered = (each for each in KNOWN if each.code in found)
    languages = sorted(offered, key=lambda each: each.code != get_language())
    return Card(page, page.get_url(request), languages)


def errors(resource: Resource) -> list[str]:
    """Why a page about this resource may not go live."""
    if resource.versions.public().exists():
        return []
    return [_("No version is published. Open “Files” under “Resources” and publish one first.")]


def hints(resource: Resource) -> list[str]:
    """What readers will miss; it may wait. Each sentence names the language it is about."""
    found = facts(resource, "")
    newest = found.newest.number if found.newest else 0
    copies = Copy.objects.public().filter(version__resource=resource, version__number=newest)
    missing = [
        f"{LANGUAGES[copy.language].name_local}: {sentence}"
        for copy in copies
        for sentence in alternatives.missing(copy)
    ]
    behind = [each.language.name_local for each in found.readings if each.is_older]
    return missing + [
        _("%(language)s still has an older version.") % {"language": name} for name in behind
    ]
