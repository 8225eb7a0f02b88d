"""What the solver is told of a round's people and applications, and what came of it."""

from collections import Counter
from collections.abc import Iterable

from accounts.models import Person

from .conflicts import own_domain
from .method import Applied, Reader, Sharing
from .models import Assignment, Conflict, Entry, PanelMember, Round, Scorecard


def sharing_of(judging_round: Round, *, anew: bool = False) -> Sharing:
    """Who may read what of a round with `each`, keyed by member and application. Seven queries.

    What a person fixed or a judge has begun to score stays. What was given before is kept where it
    can be, or forgotten when it is shared out `anew`.
    """
    entries = list(judging_round.entries.still_in().select_related("application").order_by("pk"))
    members = list(
        judging_round.members.select_related("user__person")
        .prefetch_related("strands", "cities")
        .order_by("pk")
    )
    applied = [_applied(entry) for entry in entries]
    here = {entry.application_id for entry in entries}
    forbidden = {pair for pair in conflicts_of(judging_round) if pair[0] in here}
    given = {
        (each.application_id, each.member_id): each
        for each in Assignment.objects.filter(member__round=judging_round, application__in=here)
    }
    fixed = {pair for pair, each in given.items() if each.fixed_by_id} | begun(judging_round, here)
    return Sharing(
        applications=applied,
        readers=[_reader(member) for member in members],
        each=judging_round.each or 1,
        forbidden=frozenset(forbidden),
        fixed=frozenset(fixed - forbidden),
        kept=frozenset() if anew else frozenset(given.keys() - forbidden),
    )


def _applied(entry: Entry) -> Applied:
    application = entry.application
    fields = {f"strand {application.strand_id}", f"city {application.city_id}"}
    return Applied(application.pk, frozenset(fields), application.language)


def _reader(member: PanelMember) -> Reader:
    person = member.user.person
    strands = {f"strand {each.pk}" for each in member.strands.all()}
    cities = {f"city {each.pk}" for each in member.cities.all()}
    return Reader(
        key=member.pk,
        fields=frozenset(strands | cities),
        languages=frozenset(_spoken(person)),
        employer=own_domain(member.user.email),
        most=member.most,
    )


def _spoken(person: Person) -> set[str]:
    return {person.language, *person.spoken_languages}


def conflicts_of(judging_round: Round) -> set[tuple[int, int]]:
    return set(
        Conflict.objects.filter(member__round=judging_round).values_list(
            "application_id", "member_id"
        )
    )


def begun(judging_round: Round, applications: Iterable) -> set[tuple[int, int]]:
    """What a judge has a scorecard for, submitted or not."""
    seats = dict(judging_round.members.values_list("user_id", "pk"))
    cards = Scorecard.objects.filter(round=judging_round, application__in=applications)
    return {
        (application, seats[judge])
        for application, judge in cards.values_list("application_id", "judge_id")
        if judge in seats
    }


def standing(judging_round: Round) -> set[tuple[int, int]]:
    """Who reads what now: without withdrawn applications, and without conflicts found since."""
    here = judging_round.entries.still_in().values("application")
    given = Assignment.objects.filter(member__round=judging_round, application__in=here)
    pairs = set(given.values_list("application_id", "member_id"))
    return pairs - conflicts_of(judging_round)


def reads(judging_round: Round) -> Counter[int]:
    """How many applications each member reads now, by the member's primary key."""
    return Counter(member for _application, member in standing(judging_round))
