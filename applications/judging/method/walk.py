"""Choosing under a pot: best first, with the amount asked or set by the panel.

Somebody is passed over only below a pass mark, where the places are all given, where the pot does
not hold the amount, or where a promised minimum (so many of a city, of a strand) would become
impossible; each step says which. Who is below a pass mark keeps no promise either. It is not a
knapsack: that buys many cheap projects instead of the good ones, and rewards asking for less.
Whoever moves up the order never loses a grant by it.

Promises that cannot be kept from the start (too few applications, too little money) are cut, one
after the other in the order given, to what can be kept; the walk says which.

What the promises still need is found exactly: of all applications with the same promises only the
cheapest matter, so that one pass over these few kinds finds the least money for every shortfall.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from .scores import Key


class Why(StrEnum):
    """Why an application gets a grant, or is passed over."""

    FUNDED = "funded"
    BELOW = "below"
    PLACES = "places"
    POT = "pot"
    MINIMUM = "minimum"


@dataclass(frozen=True, slots=True)
class Candidate:
    """An application with the amount meant for it, the groups that promises may name, and the pass
    marks that it misses."""

    key: Key
    amount: int = 0
    groups: frozenset[str] = frozenset()
    below: tuple[Key, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """What happened at one application. `left` is the pot afterwards; `minimum` are the promises
    that stood against it, `below` the pass marks."""

    key: Key
    why: Why
    amount: int
    left: int
    minimum: tuple[str, ...] = ()
    below: tuple[Key, ...] = ()

    @property
    def funded(self) -> bool:
        return self.why == Why.FUNDED


@dataclass(frozen=True, slots=True)
class Walk:
    """Every step, best first. `kept` are the promises that the walk kept to, `cut` those that could
    never be kept, by how much."""

    steps: tuple[Step, ...]
    kept: Mapping[str, int]
    cut: Mapping[str, int]
    left: int

    @property
    def funded(self) -> tuple[Key, ...]:
        return tuple(step.key for step in self.steps if step.funded)


def walk(
    candidates: Sequence[Candidate], *, pot: int, places: int, minima: Mapping[str, int]
) -> Walk:
    """Walk down `candidates`, best first. ValueError for amounts, pot or places below 0."""
    if pot < 0 or places < 0 or any(each.amount < 0 for each in candidates):
        raise ValueError("Pot, places and amounts cannot be below 0.")
    kept = _possible([each for each in candidates if not each.below], pot, places, minima)
    needed, left, steps = dict(kept), pot, []
    for position, candidate in enumerate(candidates):
        rest = [each for each in candidates[position + 1 :] if not each.below]
        after = _less(needed, candidate)
        against: tuple[str, ...] = ()
        if candidate.below:
            why = Why.BELOW
        elif places == 0:
            why = Why.PLACES
        elif candidate.amount > left:
            why = Why.POT
        elif not completes(rest, left - candidate.amount, places - 1, after):
            why, against = Why.MINIMUM, _against(rest, left - candidate.amount, places - 1, after)
        else:
            why = Why.FUNDED
            needed, left, places = after, left - candidate.amount, places - 1
        steps.append(Step(candidate.key, why, candidate.amount, left, against, candidate.below))
    cut = {key: wanted - kept.get(key, 0) for key, wanted in minima.items()}
    return Walk(tuple(steps), kept, {key: count for key, count in cut.items() if count}, left)


def _less(needed: Mapping[str, int], candidate: Candidate) -> dict[str, int]:
    return {key: max(0, count - (key in candidate.groups)) for key, count in needed.items()}


def _against(
    rest: Sequence[Candidate], pot: int, places: int, needed: Mapping[str, int]
) -> tuple[str, ...]:
    """The promises that alone would become impossible; all that are open, if only together."""
    open_ones = [key for key, count in needed.items() if count]
    alone = [key for key in open_ones if not completes(rest, pot, places, {key: needed[key]})]
    return tuple(alone or open_ones)


def _possible(
    candidates: Sequence[Candidate], pot: int, places: int, minima: Mapping[str, int]
) -> dict[str, int]:
    """As much of the promises as can be kept, one grant after the other in turn."""
    if completes(candidates, pot, places, minima):
        return dict(minima)
    kept = dict.fromkeys(minima, 0)
    growing = list(minima)
    while growing:
        for key in list(growing):
            more = kept | {key: kept[key] + 1}
            if kept[key] < minima[key] and completes(candidates, pot, places, more):
                kept = more
            else:
                growing.remove(key)
    return kept


def completes(
    candidates: Sequence[Candidate], pot: int, places: int, needed: Mapping[str, int]
) -> bool:
    """Whether some of `candidates` could keep what is `needed` within the pot and the places."""
    open_ones = [key for key, count in needed.items() if count]
    if not open_ones:
        return True
    kinds: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for each in candidates:
        if kind := tuple(i for i, key in enumerate(open_ones) if key in each.groups):
            kinds[kind].append(each.amount)
    short: dict[tuple[int, ...], dict[int, int]] = {tuple(needed[key] for key in open_ones): {0: 0}}
    for kind in sorted(kinds):
        short = _with_kind(short, kind, sorted(kinds[kind]), pot, places)
    return bool(short.get((0,) * len(open_ones)))


def _with_kind(
    short: Mapping[tuple[int, ...], Mapping[int, int]],
    kind: tuple[int, ...],
    amounts: Sequence[int],
    pot: int,
    places: int,
) -> dict[tuple[int, ...], dict[int, int]]:
    """For every shortfall, and every number taken, the least money that leads there."""
    found: dict[tuple[int, ...], dict[int, int]] = defaultdict(dict)
    for state, by_number in short.items():
        most = max(state[i] for i in kind)
        spent = 0
        for taken in range(min(most, len(amounts)) + 1):
            spent += amounts[taken - 1] if taken else 0
            after = tuple(
                max(0, count - taken) if i in kind else count for i, count in enumerate(state)
            )
            for number, cost in by_number.items():
                total, used = cost + spent, number + taken
                if total <= pot and used <= places:
                    found[after][used] = min(total, found[after].get(used, total))
    return found


def lot(seed: int, reference: str) -> str:
    """The lot of an application: whoever has the smaller one goes first. Anybody can draw it again
    with any SHA-256: of the seed, a colon and the reference."""
    return sha256(f"{seed}:{reference}".encode()).hexdigest()
