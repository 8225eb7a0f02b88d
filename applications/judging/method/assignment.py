"""Who reads what: judges shared out over applications by a solver, each pair with its reasons.

Some pairs do not exist: conflicts of interest, and whatever else is forbidden. What a person fixed
stays. All else gives way for a price, and what gave way is told: every application is read `each`
times; loads are within one of one another; two judges of one employer do not read the same
application; and each judge reads at least `BRIDGES` applications from outside their own field.
Without these bridges judges who know a field read that field alone, and the panel falls into groups
that no arithmetic can compare. Groups that are left are joined, and it is solved again.

A pair's fit counts by its square root, so that the application that is served worst gains more than
the best one loses. The mixed-integer programme is solved by HiGHS (Q. Huangfu and J. A. J. Hall,
"Parallelizing the dual revised simplex method", 2018) with one thread and a fixed seed: the same
people and applications give the same readings.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import product
from math import ceil, floor, sqrt
from typing import TypeAlias

import highspy
import numpy as np

from .components import Component, components
from .scores import Key, Score

Pair: TypeAlias = tuple[Key, Key]
"""An application and a judge."""

BRIDGES = 2
UNREAD, APART, UNEVEN, UNBRIDGED, COLLEAGUES = 1_000.0, 200.0, 60.0, 20.0, 8.0
"""The price of a reading too few, of a group that stays apart, of a reading over or under a judge's
load, of a bridge too few, and of two colleagues on one application; a perfect fit is worth 1."""
STAYS = 150.0
"""What it is worth that a judge keeps what they were given before: more than even loads."""
STRANGER, FIELD, LANGUAGE = 0.2, 0.5, 0.3
"""A pair's fit: of any two; for a field that the judge knows; for the language it is written in."""
GAP = 0.002
JOINED = 5
"""How often groups are joined at most."""


class Reason(StrEnum):
    """Why a judge reads an application."""

    FIXED = "fixed"
    FIELD = "field"
    LANGUAGE = "language"
    BRIDGE = "bridge"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class Applied:
    """An application: its fields (themes, its city) and the language it is written in."""

    key: Key
    fields: frozenset[str] = frozenset()
    language: str = ""


@dataclass(frozen=True, slots=True)
class Reader:
    """A judge: what they know and speak, for whom they work, and the most they will read."""

    key: Key
    fields: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    employer: str = ""
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Shared:
    """Who reads what and why, and what could not be met.

    `short`: readings that are missing, by application. `uneven`: readings over (or, negative,
    under) the even load, by judge. `colleagues`: applications read by two judges of one employer.
    `groups`: the parts that can be compared; more than one is a warning.
    """

    readings: Mapping[Pair, tuple[Reason, ...]]
    short: Mapping[Key, int]
    uneven: Mapping[Key, int]
    colleagues: tuple[Key, ...]
    groups: tuple[Component, ...]


@dataclass(frozen=True)
class Sharing:
    """What is to be shared out. Raises ValueError for what can never be done."""

    applications: Sequence[Applied]
    readers: Sequence[Reader]
    each: int
    forbidden: frozenset[Pair] = frozenset()
    fixed: frozenset[Pair] = frozenset()
    kept: frozenset[Pair] = frozenset()

    def __post_init__(self) -> None:
        if self.each < 1:
            raise ValueError("Each application needs at least one reader.")
        if clash := self.forbidden & self.fixed:
            raise ValueError(f"Fixed, and forbidden: {sorted(clash, key=str)}")

    @cached_property
    def possible(self) -> list[Pair]:
        """Every pair that may be, in one order whatever the order of the input."""
        pairs = product(self.by_key, self.readers_by_key)
        return sorted((pair for pair in pairs if pair not in self.forbidden), key=str)

    @cached_property
    def by_key(self) -> dict[Key, Applied]:
        return {each.key: each for each in self.applications}

    @cached_property
    def readers_by_key(self) -> dict[Key, Reader]:
        return {each.key: each for each in self.readers}

    def at_home(self, pair: Pair) -> bool:
        """Whether the application is of a field that the judge knows."""
        application, judge = pair
        return bool(self.by_key[application].fields & self.readers_by_key[judge].fields)

    def in_own_language(self, pair: Pair) -> bool:
        application, judge = pair
        return self.by_key[application].language in self.readers_by_key[judge].languages

    def fit(self, pair: Pair) -> float:
        """How well the judge can read the application, from 0 to 1."""
        known = FIELD * self.at_home(pair)
        return STRANGER + known + LANGUAGE * self.in_own_language(pair)

    @cached_property
    def loads(self) -> dict[Key, tuple[int, int]]:
        """The least and the most that each judge reads when all is even. Who asked for less than
        that reads what they asked for, and the others share the rest."""
        found: dict[Key, tuple[int, int]] = {}
        rest, free = self.each * len(self.applications), list(self.readers)
        while free:
            even = rest / len(free)
            busy = [each for each in free if each.most is not None and each.most < even]
            for reader in busy or free:
                most = reader.most if busy and reader.most is not None else ceil(even)
                found[reader.key] = (min(floor(even), most), most)
                rest -= most
            free = [each for each in free if each not in busy] if busy else []
        return found


def share_out(sharing: Sharing, *, solving: Callable[[], object] = lambda: None) -> Shared:
    """Readings for every application, as even and as fitting as can be.

    `solving` is called before each time that readings are worked out, the first one and one for
    each time that groups are joined; what it raises ends the work.
    """
    if not (sharing.applications and sharing.readers):
        return _told(sharing, set())
    joins: list[Component] = []
    for _again in range(JOINED):
        solving()
        chosen = _solved(sharing, joins)
        groups = components(Score(application, judge, 0) for application, judge in chosen)
        if len(groups) < 2:
            break
        joins += groups[1:]
    return _told(sharing, chosen)


def _told(sharing: Sharing, chosen: Collection[Pair]) -> Shared:
    read = Counter(application for application, _judge in chosen)
    load = Counter(judge for _application, judge in chosen)
    return Shared(
        readings={pair: reasons(sharing, pair) for pair in sorted(chosen, key=str)},
        short={key: sharing.each - read[key] for key in sharing.by_key if read[key] < sharing.each},
        uneven={
            reader.key: beyond
            for reader in sharing.readers
            if (beyond := _beyond(load[reader.key], *sharing.loads[reader.key]))
        },
        colleagues=tuple(_read_by_colleagues(sharing, chosen)),
        groups=components(Score(application, judge, 0) for application, judge in chosen),
    )


def _beyond(load: int, least: int, most: int) -> int:
    return max(0, load - most) - max(0, least - load)


def reasons(sharing: Sharing, pair: Pair) -> tuple[Reason, ...]:
    """Why this judge reads this application, the strongest reason first."""
    knows = bool(sharing.readers_by_key[pair[1]].fields)
    found = [
        (Reason.FIXED, pair in sharing.fixed),
        (Reason.FIELD, sharing.at_home(pair)),
        (Reason.LANGUAGE, sharing.in_own_language(pair)),
        (Reason.BRIDGE, knows and not sharing.at_home(pair)),
    ]
    return tuple(reason for reason, holds in found if holds) or (Reason.FREE,)


def _read_by_colleagues(sharing: Sharing, chosen: Collection[Pair]) -> Iterator[Key]:
    employers: dict[Key, Counter[str]] = defaultdict(Counter)
    for application, judge in chosen:
        if employer := sharing.readers_by_key[judge].employer:
            employers[application][employer] += 1
    return (key for key in sharing.by_key if max(employers[key].values(), default=0) > 1)


class Programme:
    """A mixed-integer programme as HiGHS takes it: columns with a price, rows with bounds."""

    def __init__(self) -> None:
        self.prices: list[float] = []
        self.column_bounds: list[tuple[float, float]] = []
        self.row_bounds: list[tuple[float, float]] = []
        self.rows: list[list[tuple[int, float]]] = []

    def column(self, price: float, low: float, high: float) -> int:
        """A new unknown between `low` and `high`; returns its number."""
        self.prices.append(price)
        self.column_bounds.append((low, high))
        return len(self.prices) - 1

    def row(self, low: float, high: float, terms: Iterable[tuple[int, float]]) -> None:
        """The sum of unknowns times factors lies between `low` and `high`."""
        self.row_bounds.append((low, high))
        self.rows.append(list(terms))

    def solved(self, whole: int) -> list[float]:
        """The cheapest values; the first `whole` unknowns are whole numbers."""
        solver = highspy.Highs()
        solver.silent()
        for option, value in {"mip_rel_gap": GAP, "random_seed": 1, "threads": 1}.items():
            solver.setOptionValue(option, value)
        solver.passModel(self._as_model(whole))
        solver.run()
        return list(solver.getSolution().col_value)

    def _as_model(self, whole: int) -> highspy.HighsLp:
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(self.prices), len(self.rows)
        model.col_cost_ = np.array(self.prices)
        model.col_lower_, model.col_upper_ = np.array(self.column_bounds).T
        model.row_lower_, model.row_upper_ = np.array(self.row_bounds).T
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = np.cumsum([0, *map(len, self.rows)])
        terms = [term for row in self.rows for term in row]
        model.a_matrix_.index_ = np.array([column for column, _factor in terms])
        model.a_matrix_.value_ = np.array([factor for _column, factor in terms])
        kinds = highspy.HighsVarType
        model.integrality_ = [kinds.kInteger] * whole + [kinds.kContinuous] * (
            len(self.prices) - whole
        )
        return model


def _solved(sharing: Sharing, joins: Sequence[Component]) -> set[Pair]:
    programme = Programme()
    cell = {
        pair: programme.column(-_worth(sharing, pair), float(pair in sharing.fixed), 1)
        for pair in sharing.possible
    }
    of_application: dict[Key, list[Pair]] = defaultdict(list)
    of_judge: dict[Key, list[Pair]] = defaultdict(list)
    for pair in sharing.possible:
        of_application[pair[0]].append(pair)
        of_judge[pair[1]].append(pair)
    for key in sorted(sharing.by_key, key=str):
        _read_often_enough(programme, sharing, cell, of_application[key])
        _one_of_an_employer(programme, sharing, cell, of_application[key])
    for key in sorted(sharing.readers_by_key, key=str):
        _loaded_evenly(programme, sharing.loads[key], _ones(cell, of_judge[key]))
        _bridging(programme, sharing, cell, of_judge[key])
    for group in joins:
        apart = programme.column(APART, 0, 1)
        leading_out = _ones(cell, _leading_out(sharing, group))
        programme.row(1, highspy.kHighsInf, [*leading_out, (apart, 1.0)])
    values = programme.solved(whole=len(cell))
    return {pair for pair, column in cell.items() if values[column] > 0.5}


def _worth(sharing: Sharing, pair: Pair) -> float:
    return sqrt(sharing.fit(pair)) + STAYS * (pair in sharing.kept)


Terms: TypeAlias = list[tuple[int, float]]


def _ones(cell: Mapping[Pair, int], pairs: Iterable[Pair]) -> Terms:
    return [(cell[pair], 1.0) for pair in pairs]


def _read_often_enough(
    programme: Programme, sharing: Sharing, cell: Mapping[Pair, int], pairs: Sequence[Pair]
) -> None:
    missing = programme.column(UNREAD, 0, sharing.each)
    most = max(sharing.each, len(sharing.fixed.intersection(pairs)))
    programme.row(sharing.each, most, [*_ones(cell, pairs), (missing, 1.0)])


def _one_of_an_employer(
    programme: Programme, sharing: Sharing, cell: Mapping[Pair, int], pairs: Iterable[Pair]
) -> None:
    colleagues: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        if employer := sharing.readers_by_key[pair[1]].employer:
            colleagues[employer].append(pair)
    for together in colleagues.values():
        if len(together) > 1:
            more = programme.column(COLLEAGUES, 0, len(together))
            programme.row(0, 1, [*_ones(cell, together), (more, -1.0)])


def _loaded_evenly(programme: Programme, load: tuple[int, int], readings: Terms) -> None:
    over = programme.column(UNEVEN, 0, highspy.kHighsInf)
    under = programme.column(UNEVEN, 0, highspy.kHighsInf)
    programme.row(*load, [*readings, (over, -1.0), (under, 1.0)])


def _bridging(
    programme: Programme, sharing: Sharing, cell: Mapping[Pair, int], pairs: Sequence[Pair]
) -> None:
    outside = [pair for pair in pairs if not sharing.at_home(pair)]
    if len(outside) < len(pairs):
        missing = programme.column(UNBRIDGED, 0, BRIDGES)
        wanted = min(BRIDGES, len(outside))
        programme.row(wanted, highspy.kHighsInf, [*_ones(cell, outside), (missing, 1.0)])


def _leading_out(sharing: Sharing, group: Component) -> list[Pair]:
    """Pairs of one of the group with somebody outside."""
    applications, judges = set(group.applications), set(group.judges)
    return [
        pair for pair in sharing.possible if (pair[0] in applications) is not (pair[1] in judges)
    ]
