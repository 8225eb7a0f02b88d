"""The parts that organisations play in the public programmes, as their records say."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from accounts.models import Organisation
from cms.navigation import PUBLIC_STATES
from freshness import together
from programmes.models import City, Funder, Partner, Programme
from programmes.words import worded


@dataclass(frozen=True)
class Part:
    """What one organisation does in one programme, in the reader's language."""

    programme: Programme
    words: str
    emblem_url: str = ""


@dataclass(frozen=True)
class Member:
    """One organisation in a list, with all its parts; `url` is empty without a page of its own."""

    organisation: Organisation
    parts: list[Part]
    cities: list[City]
    url: str


def partners(urls: Mapping[int, str]) -> list[Member]:
    """Every partner, in the order the programmes name them; `urls` by organisation. Two queries."""
    rows = Partner.objects.filter(programme__state__in=PUBLIC_STATES)
    return _members(rows, urls)


def funders(urls: Mapping[int, str]) -> list[Member]:
    """Every funder, in the same way."""
    rows = Funder.objects.filter(programme__state__in=PUBLIC_STATES)
    return _members(rows, urls)


def parts_of(organisation_id: int) -> list[Part]:
    """All parts of one organisation: as a partner first, then as a funder; one query."""
    rows = [
        model._default_manager.filter(
            organisation=organisation_id, programme__state__in=PUBLIC_STATES
        ).select_related("programme")
        for model in (Partner, Funder)
    ]
    together(*rows)
    return [_part(row) for found in rows for row in found]


def _members(rows, urls: Mapping[int, str]) -> list[Member]:
    members: dict[int, Member] = {}
    whole = rows.select_related("organisation", "programme").order_by("programme__name", "pk")
    for row in whole.prefetch_related("organisation__cities"):
        cities: Iterable[City] = row.organisation.cities.all()
        new = Member(row.organisation, [], list(cities), urls.get(row.organisation_id, ""))
        members.setdefault(row.organisation_id, new).parts.append(_part(row))
    return list(members.values())


def _part(row: Partner | Funder) -> Part:
    if isinstance(row, Funder):
        emblem = row.emblem.url if row.emblem else ""
        return Part(row.programme, worded(row, "acknowledgement"), emblem)
    return Part(row.programme, worded(row, "part"))
