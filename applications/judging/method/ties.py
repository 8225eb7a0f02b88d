"""One order without ties: equals are parted by the criteria as published, then by lot."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from .scores import Key

LOT = "lot"
ROUNDED = 9
"""Digits of a criterion's mean, so that the last bit of a processor parts nobody."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an application stands. `tie` says what parted it from the one above with the same rank:
    a criterion's key, or the lot."""

    application: Key
    rank: int
    tie: Key = ""


def means_of(given: Iterable[tuple[Key, Key, int | None]]) -> dict[tuple[Key, Key], float]:
    """The mean of each application on each criterion, from (application, criterion, mark)."""
    marks: dict[tuple[Key, Key], list[int]] = defaultdict(list)
    for application, criterion, mark in given:
        if mark is not None:
            marks[application, criterion].append(mark)
    return {key: round(fmean(values), ROUNDED) for key, values in marks.items()}


def without_ties(
    ranks: Mapping[Key, int],
    means: Mapping[tuple[Key, Key], float],
    criteria: Sequence[Key],
    lots: Mapping[Key, str],
) -> list[Place]:
    """Everybody in `lots`, best first; who has no rank comes last."""
    last = len(ranks) + 1
    together: dict[int, list[Key]] = defaultdict(list)
    for key in lots:
        together[ranks.get(key, last)].append(key)
    places = []
    for rank in sorted(together):
        parting = {key: _parting(key, means, criteria, lots) for key in together[rank]}
        before: tuple | None = None
        for key in sorted(parting, key=lambda each: parting[each]):
            places.append(Place(key, rank, _parted(before, parting[key], criteria)))
            before = parting[key]
    return places


def _parting(
    key: Key,
    means: Mapping[tuple[Key, Key], float],
    criteria: Sequence[Key],
    lots: Mapping[Key, str],
) -> tuple:
    return (*(-means.get((key, each), float("-inf")) for each in criteria), lots[key])


def _parted(before: tuple | None, now: tuple, criteria: Sequence[Key]) -> Key:
    if before is None:
        return ""
    pairs = enumerate(zip(before, now, strict=True))
    where = next((index for index, (one, other) in pairs if one != other), len(criteria))
    return criteria[where] if where < len(criteria) else LOT
