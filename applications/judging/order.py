"""Whether a set of decisions follows the panel's order. Arithmetic only."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

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
) -> frozenset[int]:
    """The applications that somebody ranked worse overtakes: gets a grant instead of them, the
    reserve list instead of nothing, or an earlier place on it. Equal ranks overtake nobody.

    Whom the rank walk `stopped` (the pot, a promise) is not passed over by a grant that the walk
    `funded`.
    """
    every = list(ranked)

    def excused(other: Ranked, one: Ranked) -> bool:
        grants = STEP[Outcome(other.outcome)] == STEP[Outcome.AWARD]
        return grants and one.key in stopped and other.key in funded

    return frozenset(
        one.key
        for one in every
        if any(_overtakes(other, one) and not excused(other, one) for other in every)
    )


def _overtakes(other: Ranked, one: Ranked) -> bool:
    if other.rank <= one.rank:
        return False
    if STEP[Outcome(other.outcome)] != STEP[Outcome(one.outcome)]:
        return STEP[Outcome(other.outcome)] > STEP[Outcome(one.outcome)]
    both = one.outcome == other.outcome == Outcome.RESERVE
    return both and (other.reserve_order or 0) < (one.reserve_order or 0)
