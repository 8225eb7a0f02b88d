"""A round's scorecards turned into a ranking, by the method in `method/`."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from accounts.models import User

from . import method
from .models import Conflict, Criterion, Mark, Round, Scorecard, SecondCard


@dataclass(frozen=True, slots=True)
class Sheet:
    """A counted scorecard, by primary keys: each criterion's mark, None where it does not apply."""

    application: int
    judge: int
    marks: dict[int, int | None] = field(default_factory=dict)

    def score(self, weights: dict[int, int]) -> float | None:
        """The weighted mean of the marks that apply; None when none does."""
        return method.scorecard_score(
            method.Mark(method.Criterion(key, weights[key]), value)
            for key, value in self.marks.items()
        )


def sheets_of(judging_round: Round, *, without: Collection[int] = ()) -> list[Sheet]:
    """Every counted scorecard; `without` leaves applications out. At most
    three queries."""
    cards = Scorecard.objects.counted().filter(round=judging_round).exclude(application__in=without)
    sheets = {
        pk: Sheet(application, judge)
        for pk, application, judge in cards.values_list("pk", "application_id", "judge_id")
    }
    # By their keys: before PostgreSQL has looked at new tables, it joins thousands with thousands.
    marks = Mark.objects.filter(scorecard__in=list(sheets))
    rows = marks.values_list("scorecard_id", "criterion_id", "value")
    for card, criterion, value in rows.iterator():
        sheets[card].marks[criterion] = value
    if judging_round.second == Round.Second.RANKS:
        _mark_again(sheets)
    return list(sheets.values())


def _mark_again(sheets: dict[int, Sheet]) -> None:
    """Put the marks given after the panel talked in the place of the first."""
    again = SecondCard.objects.filter(scorecard__in=sheets)
    for card, marks in again.values_list("scorecard_id", "marks"):
        for criterion in sheets[card].marks:
            sheets[card].marks[criterion] = marks.get(str(criterion))


def scores_of(judging_round: Round, sheets: Iterable[Sheet] | None = None) -> list[method.Score]:
    """One score per scorecard (all that count, if not said which); one on which nothing applies has
    none and is left out."""
    weights = weights_of(judging_round)
    sheets = sheets_of(judging_round) if sheets is None else sheets
    return [
        method.Score(each.application, each.judge, value)
        for each in sheets
        if (value := each.score(weights)) is not None
    ]


def weights_of(judging_round: Round) -> dict[int, int]:
    criteria = Criterion.objects.filter(rubric=judging_round.rubric_id).order_by("position")
    return dict(criteria.values_list("pk", "weight"))


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
    return rank_sheets(judging_round, sheets_of(judging_round, without=without))


def rank_sheets(judging_round: Round, sheets: Iterable[Sheet]) -> method.Ranking | None:
    """Of these scorecards; who is below which pass marks is in the ranking."""
    sheets = list(sheets)
    scores = scores_of(judging_round, sheets)
    if not scores:
        return None
    return method.rank(
        scores,
        places=judging_round.places,
        seed=judging_round.seed,
        plain=judging_round.order == Round.Order.PLAIN,
        bar=bar_of(judging_round, sheets),
    )


def tipping(judging_round: Round, sheets: Iterable[Sheet]) -> tuple[method.WithoutJudge, ...]:
    """What would change in the list without each judge. Raises ValueError without a score."""
    sheets = list(sheets)
    return method.leave_one_judge_out(
        scores_of(judging_round, sheets),
        places=judging_round.places,
        plain=judging_round.order == Round.Order.PLAIN,
        bar=bar_of(judging_round, sheets),
    )


def ranks_of(judging_round: Round) -> dict[int, int]:
    """Each application's rank under the round's order; whatever has no score comes last."""
    ranking = rank_round(judging_round)
    ranks = {each.application: each.rank for each in ranking.standings} if ranking else {}
    last = len(ranks) + 1
    entries = judging_round.entries.values_list("application_id", flat=True)
    return {key: ranks.get(key, last) for key in entries}


@dataclass(frozen=True)
class Place:
    """An application in the one order of a round, by primary key; `tie` as in `method.Place`."""

    application: int
    rank: int
    tie: method.Key = ""


def in_order(
    judging_round: Round,
    ranking: method.Ranking | None,
    sheets: Iterable[Sheet],
    references: dict[int, str],
) -> list[Place]:
    """The applications in `references` (by primary key), best first, no two on one place."""
    given = ((s.application, key, mark) for s in sheets for key, mark in s.marks.items())
    places = method.without_ties(
        {each.application: each.rank for each in ranking.standings} if ranking else {},
        method.means_of(given),
        list(weights_of(judging_round)),
        {key: method.lot(judging_round.seed, each) for key, each in references.items()},
    )
    return [Place(int(str(each.application)), each.rank, each.tie) for each in places]


def pass_marks_of(judging_round: Round) -> method.PassMarks:
    """What is needed in this round. One query."""
    lines = Criterion.objects.filter(rubric=judging_round.rubric_id).order_by("position")
    rows = list(lines.values_list("pk", "pass_mark", "rubric__pass_mark"))
    whole = rows[0][2] if rows else None
    return method.PassMarks(
        {key: mark for key, mark, _whole in rows if mark is not None},
        None if whole is None else float(whole),
    )


def bar_of(judging_round: Round, sheets: Iterable[Sheet]) -> method.Bar:
    """The round's pass marks, and the marks that they are asked of. One query."""
    given = [(s.application, s.judge, key, mark) for s in sheets for key, mark in s.marks.items()]
    return method.Bar(pass_marks_of(judging_round), given)


def below_in(ranking: method.Ranking | None) -> dict[int, tuple[method.Key, ...]]:
    """Who is below which pass marks, by primary key: a criterion's own, or `method.WHOLE`. Over all
    counts what the round ranks by, the adjusted or the plain mean."""
    return {int(str(key)): missed for key, missed in ranking.below.items()} if ranking else {}


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
