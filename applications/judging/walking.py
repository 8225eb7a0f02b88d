"""The rank walk of a round: what its order, its pot and its promises come to, and why."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from applications.calls.models import Call
from applications.journey.models import Application

from . import method
from .models import Decision, Entry, Outcome, Round
from .pot import pot_of
from .ranking import Place, below_in, in_order, rank_sheets, sheets_of


@dataclass(frozen=True)
class Terms:
    """What a walk keeps to. Money in minor units; `amounts` by application."""

    pot: int
    places: int
    minima: Mapping[str, int]
    amounts: Mapping[int, int]


@dataclass(frozen=True)
class Walked:
    """A walk with the places it followed and the applications it is about."""

    walk: method.Walk
    places: list[Place]
    applications: dict[int, Application]
    terms: Terms
    below: Mapping[int, tuple[method.Key, ...]]

    @property
    def passed_over(self) -> frozenset[int]:
        """Whom the pot or a promise stopped: nobody has to explain that again."""
        stopped = (method.Why.POT, method.Why.MINIMUM)
        return frozenset(int(str(s.key)) for s in self.walk.steps if s.why in stopped)

    @property
    def too_low(self) -> frozenset[int]:
        """Who is below a pass mark: the walk gives them nothing."""
        return frozenset(self.below)

    @property
    def funded(self) -> frozenset[int]:
        return frozenset(int(str(key)) for key in self.walk.funded)


def city_key(pk: int | None) -> str:
    return f"city {pk}"


def strand_key(pk: int | None) -> str:
    return f"strand {pk}"


def minima_of(judging_round: Round) -> dict[str, int]:
    """What the round promised, cities before strands, each by name."""
    return {
        city_key(each.city_id) if each.city_id else strand_key(each.strand_id): each.at_least
        for each in judging_round.minima.all()
    }


def asked_minor(application: Application, call: Call) -> int:
    """What an application asks for, at most what the call can give and, unsaid, all of that."""
    asked = application.requested_minor or call.maximum_minor
    return max(call.least_minor, min(asked, call.maximum_minor))


def terms_of(judging_round: Round, applications: Mapping[int, Application]) -> Terms:
    """As they stand: the pot without what is promised, and the amount the panel set or else the
    one asked. A round that hands over gives no money."""
    if judging_round.hands_over:
        return Terms(
            0, judging_round.places, minima_of(judging_round), dict.fromkeys(applications, 0)
        )
    call = judging_round.call
    amounts = {key: asked_minor(each, call) for key, each in applications.items()}
    verdicts = (
        judging_round.decisions if judging_round.closed_at else judging_round.draft_decisions
    ).filter(outcome=Outcome.AWARD, application__in=applications)
    set_here = dict(verdicts.values_list("application_id", "amount_minor"))
    left = max(0, pot_before(judging_round))
    return Terms(left, judging_round.places, minima_of(judging_round), amounts | set_here)


def pot_before(judging_round: Round) -> int:
    """What the call's pot held when the round was decided, or holds now: without what other
    decisions promised until then."""
    call = judging_round.call
    if judging_round.closed_at is None:
        return pot_of(call).left
    earlier = Decision.objects.holding_money().filter(
        application__call=call, decided_at__lt=judging_round.closed_at
    )
    amounts = earlier.exclude(round=judging_round).values_list("amount_minor", flat=True)
    return call.pot_minor - sum(amount or 0 for amount in amounts)


def applications_of(
    judging_round: Round, *, without: Collection[int] = ()
) -> dict[int, Application]:
    entries = Entry.objects.still_in().filter(round=judging_round)
    entries = entries.exclude(application__in=without)
    return {
        each.application_id: each.application
        for each in entries.select_related("application__applicant")
    }


def walk_round(judging_round: Round, *, without: Collection[int] = ()) -> Walked:
    """Walk the round's order under its own terms, as if what is `without` did not exist."""
    applications = applications_of(judging_round, without=without)
    sheets = sheets_of(judging_round, without=without)
    references = {key: each.reference for key, each in applications.items()}
    ranking = rank_sheets(judging_round, sheets)
    places = in_order(judging_round, ranking, sheets, references)
    terms = terms_of(judging_round, applications)
    below = below_in(ranking)
    walked = walk_places(places, applications, terms, below)
    return Walked(walked, places, applications, terms, below)


def walk_places(
    places: list[Place],
    applications: Mapping[int, Application],
    terms: Terms,
    below: Mapping[int, tuple[method.Key, ...]],
) -> method.Walk:
    return method.walk(
        [
            method.Candidate(
                key=each.application,
                amount=terms.amounts[each.application],
                groups=groups_of(applications[each.application]),
                below=below.get(each.application, ()),
            )
            for each in places
        ],
        pot=terms.pot,
        places=terms.places,
        minima=terms.minima,
    )


def groups_of(application: Application) -> frozenset[str]:
    return frozenset({city_key(application.city_id), strand_key(application.strand_id)})
