"""Whether a set of decisions follows the panel's order. Arithmetic only."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import groupby

from .models import Outcome

STEP = {
    Outcome.AWARD: 2,
    Outcome.SHORTLIST: 2,
    Outcome.RESERVE: 1,
    Outcome.DEFER: 1,
    Outcome.NOT_FUNDED: 0,
}


@dataclass(frozen=True, slots=True)
class Ranked:
    """One application's rank (1 is best, ties share) and what is meant for it."""

    key: int
    rank: int
    outcome: str
    reserve_order: int | None = None


def passed_over(
    ranked: Iterable[Ranked],
    *,
    stopped: Collection[int] = frozenset(),
    funded: Collection[int] = frozenset(),
    too_low: Collection[int] = frozenset(),
) -> frozenset[int]:
    """The applications that somebody ranked worse overtakes: gets a grant instead of them, the
    reserve list instead of nothing, or an earlier place on it. Equal ranks overtake nobody.

    Whom the rank walk `stopped` (the pot, a promise) is not passed over by a grant that the walk
    `funded`. Nobody passes over who is `too_low`, below a pass mark. One way up from the worst
    rank, so that a thousand take no time: `best` is the best outcome below, `best_excused` without
    those grants, `first` the first place on the reserve list.
    """
    every = sorted(ranked, key=lambda each: each.rank, reverse=True)
    found: set[int] = set()
    best, best_excused, first = -1, -1, float("inf")
    for _rank, equals in groupby(every, key=lambda each: each.rank):
        together = list(equals)
        for one in together:
            over = best_excused if one.key in stopped else best
            earlier = one.outcome == Outcome.RESERVE and first < (one.reserve_order or 0)
            if (over > STEP[Outcome(one.outcome)] or earlier) and one.key not in too_low:
                found.add(one.key)
        for one in together:
            step = STEP[Outcome(one.outcome)]
            best = max(best, step)
            if step < STEP[Outcome.AWARD] or one.key not in funded:
                best_excused = max(best_excused, step)
            if one.outcome == Outcome.RESERVE:
                first = min(first, one.reserve_order or 0)
    return frozenset(found)


def lifted(ranked: Iterable[Ranked], *, too_low: Collection[int]) -> frozenset[int]:
    """Who is below a pass mark and is meant to get a grant, the pitch day or the reserve list."""
    given = (Outcome.AWARD, Outcome.SHORTLIST, Outcome.RESERVE)
    return frozenset(each.key for each in ranked if each.key in too_low and each.outcome in given)
