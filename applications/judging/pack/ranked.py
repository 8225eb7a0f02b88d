"""The ranking of a pack and its walk, under the pack's names: what the script makes again."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from applications.journey.models import Application

from ..method import (
    Bar,
    Candidate,
    Key,
    PassMarks,
    Place,
    Ranking,
    Score,
    leave_one_judge_out,
    lot,
    rank,
    walk,
    without_ties,
)
from ..method.ties import means_of
from ..models import Round
from ..ranking import Sheet, pass_marks_of, weights_of
from ..walking import Terms, groups_of, terms_of
from .names import SMALL, Names

Applications = Mapping[int, Application]


@dataclass(frozen=True)
class Ranked:
    """A round's scorecards, ranked once."""

    scores: list[Score]
    bar: Bar
    criteria: list[Key]
    ranking: Ranking

    @classmethod
    def of(cls, judging_round: Round, sheets: list[Sheet], names: Names) -> "Ranked":
        """Raises ValueError without a score."""
        weights, bar = weights_of(judging_round), _bar(judging_round, sheets, names)
        scores = [
            Score(names.application(each.application), names.judge(each.judge), value)
            for each in sheets
            if (value := each.score(weights)) is not None
        ]
        made = rank(
            scores,
            places=judging_round.places,
            seed=judging_round.seed,
            plain=judging_round.order == Round.Order.PLAIN,
            bar=bar,
        )
        return cls(scores, bar, [str(key) for key in weights], made)


def _bar(judging_round: Round, sheets: list[Sheet], names: Names) -> Bar:
    needed = pass_marks_of(judging_round)
    return Bar(
        PassMarks({str(key): mark for key, mark in needed.criteria.items()}, needed.whole),
        [
            (names.application(each.application), names.judge(each.judge), str(key), mark)
            for each in sheets
            for key, mark in each.marks.items()
        ],
    )


def ranking(judging_round: Round, ranked: Ranked) -> dict:
    """What is in ranking.json."""
    tip = leave_one_judge_out(
        ranked.scores,
        places=judging_round.places,
        plain=judging_round.order == Round.Order.PLAIN,
        bar=ranked.bar,
    )
    return {
        "standings": [asdict(each) for each in ranked.ranking.standings],
        "judges": [asdict(each) for each in ranked.ranking.habits],
        "groups_that_cannot_be_compared": len(ranked.ranking.components),
        "judges_who_tip_the_list": [str(each.judge) for each in tip if each.changes],
    }


def walked(
    judging_round: Round, ranked: Ranked, applications: Applications, names: Names
) -> dict | None:
    """What is in walk.json; None where a promise names a group too small to be public."""
    terms = terms_of(judging_round, applications)
    sizes = Counter(group for each in applications.values() for group in groups_of(each))
    hidden = {group for group, size in sizes.items() if size < SMALL} if names.public else set()
    if hidden & terms.minima.keys():
        return None
    lots = _lots(judging_round, applications, names)
    places = without_ties(
        {each.application: each.rank for each in ranked.ranking.standings},
        means_of((application, key, mark) for application, _judge, key, mark in ranked.bar.given),
        ranked.criteria,
        lots,
    )
    by_name: dict[Key, int] = {names.application(key): key for key in applications}
    candidates = [
        Candidate(
            each.application,
            terms.amounts[by_name[each.application]],
            groups_of(applications[by_name[each.application]]) - hidden,
            ranked.ranking.below.get(each.application, ()),
        )
        for each in places
    ]
    return _steps(candidates, places, terms, lots)


def _steps(
    candidates: list[Candidate], places: list[Place], terms: Terms, lots: dict[Key, str]
) -> dict:
    made = walk(candidates, pot=terms.pot, places=terms.places, minima=terms.minima)
    return {
        "pot_minor": terms.pot,
        "minima": dict(terms.minima),
        "promises_that_could_not_be_kept": dict(made.cut),
        "candidates": [
            {
                "application": each.key,
                "amount_minor": each.amount,
                "groups": sorted(each.groups & terms.minima.keys()),
                "lot": lots[each.key],
            }
            for each in candidates
        ],
        "steps": [
            {
                "application": step.key, "why": step.why, "left_minor": step.left,
                "promises": list(step.minimum), "below": list(step.below),
                "parted_by": str(place.tie),
            }
            for step, place in zip(made.steps, places, strict=True)
        ],
    }  # fmt: skip


def _lots(judging_round: Round, applications: Applications, names: Names) -> dict[Key, str]:
    """Each application's lot; in the public copy its place among the lots, as a lot is made of the
    reference."""
    drawn = {key: lot(judging_round.seed, each.reference) for key, each in applications.items()}
    if not names.public:
        return {names.application(key): each for key, each in drawn.items()}
    order = sorted(drawn, key=lambda key: drawn[key])
    return {names.application(key): f"{number:05}" for number, key in enumerate(order)}
