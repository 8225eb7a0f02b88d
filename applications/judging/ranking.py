"""A round's scorecards turned into a ranking, by the method in `method/`."""

from collections import defaultdict
from collections.abc import Collection

from accounts.models import User

from . import method
from .models import Conflict, Round, Scorecard


def scores_of(judging_round: Round, *, without: Collection[int] = ()) -> list[method.Score]:
    """One score per counted scorecard, keyed by primary keys; `without` leaves applications out.

    A scorecard on which nothing applies has no score and is left out.
    """
    cards = (
        Scorecard.objects.counted()
        .filter(round=judging_round)
        .exclude(application__in=without)
        .select_related("second")
        .prefetch_related("marks__criterion")
    )
    later = judging_round.second == Round.Second.RANKS
    return [
        method.Score(card.application_id, card.judge_id, value)
        for card in cards
        if (value := score_of(card, later=later)) is not None
    ]


def score_of(scorecard: Scorecard, *, later: bool = False) -> float | None:
    """The weighted mean of the marks that apply; None when none does.

    With `later`, of the marks given after the panel had talked, where there are some.
    """
    second = getattr(scorecard, "second", None) if later else None
    return method.scorecard_score(
        method.Mark(
            method.Criterion(mark.criterion_id, mark.criterion.weight),
            second.marks.get(str(mark.criterion_id)) if second else mark.value,
        )
        for mark in scorecard.marks.all()
    )


def rank_round(judging_round: Round, *, without: Collection[int] = ()) -> method.Ranking | None:
    """The ranking, the same for the same scores and seed; None while there is no score."""
    scores = scores_of(judging_round, without=without)
    if not scores:
        return None
    return method.rank(scores, places=judging_round.places, seed=judging_round.seed)


def hidden_from(user: User, judging_round: Round) -> set[int]:
    """The applications this judge keeps out of, by primary key.

    Their ranking is made as if these did not exist: leaving out only the rows would let ranks tell.
    """
    return set(
        Conflict.objects.filter(member__round=judging_round, member__user=user).values_list(
            "application_id", flat=True
        )
    )


def by_application(scorecards: Collection[Scorecard]) -> dict[int, list[Scorecard]]:
    found: dict[int, list[Scorecard]] = defaultdict(list)
    for card in scorecards:
        found[card.application_id].append(card)
    return found
