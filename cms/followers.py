"""How many people follow each thing, for staff: numbers and names of things, never an address."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import PageQuerySet

from following.models import Follow
from programmes.models import City, Strand, Theme

from .call_search import Search
from .models import CallPage, ProjectPage

ON_A_PAGE = 50


@dataclass(frozen=True)
class Followed:
    """One topic: its name for people, who gets its news, and who was asked and said nothing yet."""

    topic: str
    name: str
    followers: int
    asked: int


@dataclass(frozen=True)
class Part:
    """One page of the list; `next_key` goes into the next page's address, empty at the end."""

    items: list[Followed]
    next_key: str


def followed(*, after: str) -> Part:
    """The topics after the one that `after` names, in their order; names cost five queries."""
    counted = (
        Follow.objects.filter(topic__gt=after)
        .values_list("topic")
        .annotate(
            followers=Count("pk", filter=Q(confirmed_at__isnull=False)),
            asked=Count("pk", filter=Q(confirmed_at=None)),
        )
        .order_by("topic")[: ON_A_PAGE + 1]
    )
    rows = list(counted)
    shown = rows[:ON_A_PAGE]
    names = _names(topic for topic, _followers, _asked in shown)
    items = [Followed(topic, names[topic], *numbers) for topic, *numbers in shown]
    return Part(items, shown[-1][0] if len(rows) > ON_A_PAGE else "")


def _names(topics: Iterable[str]) -> dict[str, str]:
    """Each topic's name in the reader's language. What is gone keeps the words of its topic."""
    keys = [(topic, *topic.split(":", 1)) for topic in topics]
    wanted = {kind: {key for _topic, each, key in keys if each == kind} for _t, kind, _k in keys}
    named = {
        "call": _calls(wanted.get("call", set())),
        "project": _projects(wanted.get("project", set())),
        **_places(wanted.get("calls", set()), wanted.get("events", set())),
    }
    return {topic: named.get(kind, {}).get(key, topic) for topic, kind, key in keys}


def _calls(codes: set[str]) -> dict[str, str]:
    pages = CallPage.objects.filter(call__code__in=codes)
    return _titles(pages, "call__code", _("Call: %(name)s"))


def _projects(keys: set[str]) -> dict[str, str]:
    pages = ProjectPage.objects.filter(award__public_id__in=filter(_is_uuid, keys))
    return _titles(pages, "award__public_id", _("Project: %(name)s"))


def _is_uuid(key: str) -> bool:
    try:
        return bool(UUID(key))
    except ValueError:
        return False


def _titles(pages: PageQuerySet, field: str, pattern: str) -> dict[str, str]:
    """The page in the reader's language comes last, and so stays."""
    rows = pages.values_list(field, "title", "locale__language_code")
    ordered = sorted(rows, key=lambda row: row[2] == get_language())
    return {str(key): pattern % {"name": title} for key, title, _language in ordered}


def _places(searches: set[str], slugs: set[str]) -> dict[str, dict[str, str]]:
    """Searches for calls, and events by city."""
    found = {key: search for key in searches if (search := Search.of_key(key))}
    cities = _by_code(City, "slug", slugs | {each.city for each in found.values()})
    known = (
        _by_code(Strand, "code", {each.strand for each in found.values()}),
        cities,
        _by_code(Theme, "slug", {each.theme for each in found.values()}),
    )
    events = {slug: _("Events: %(city)s") % {"city": cities.get(slug, slug)} for slug in slugs}
    return {
        "calls": {key: _search(search, known) for key, search in found.items()},
        "events": events | ({"": _("Every event")} if "" in slugs else {}),
    }


def _by_code(model: type[City | Strand | Theme], field: str, codes: set[str]) -> dict[str, str]:
    rows = model._default_manager.filter(**{f"{field}__in": codes})
    return {getattr(each, field): str(each) for each in rows}


def _search(search: Search, known: tuple[Mapping[str, str], ...]) -> str:
    codes = (search.strand, search.city, search.theme)
    parts = [names.get(code, code) for names, code in zip(known, codes, strict=True) if code]
    parts += [_("“%s”") % search.words] if search.words else []
    return _("Calls: %(names)s") % {"names": " · ".join(parts)} if parts else _("Every call")
