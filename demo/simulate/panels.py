"""Rows of the judging: rounds, panels, slots, scorecards, marks, decisions."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from django.db import connection

from accounts.models import Person, User
from accounts.roles import Role
from applications.judging.models import Decision, Mark, PanelMember, Round, Scorecard, Slot
from programmes.models import RoleAssignment

from . import words
from .cases import Case
from .ground import DOMAIN, Ground
from .table import Table, reserve_ids
from .timeline import AWARD, JUDGE, RESERVE, SCHEDULE, TURN_DOWN

SEATS = 4
PITCH = timedelta(minutes=20)
OUTCOMES = ((AWARD, "award"), (RESERVE, "reserve"), (TURN_DOWN, "not_funded"))


def write(classes: list[list[Case]], ground: Ground) -> list[Table]:
    """The tables of this stretch, in the order in which they must be copied."""
    groups = [group for group in classes if group[0].reached(SCHEDULE)]
    people = Panels(ground, groups)
    rounds, members, slots = Table(Round, with_id=True), Table(PanelMember), Table(Slot)
    cards, marks, decisions = Table(Scorecard, with_id=True), Table(Mark), Table(Decision)
    judged = sum(case.reached(JUDGE) for group in groups for case in group)
    card_ids = iter(reserve_ids(Scorecard, judged * SEATS))
    for key, group in zip(reserve_ids(Round, len(groups)), groups, strict=True):
        panel = people.next_for(group)
        _round(key, group, ground, rounds)
        for user in panel:
            members.add(
                round_id=key,
                user_id=user,
                chairs=user == panel[0],
                conflicts_declared_at=group[0].when(SCHEDULE),
            )
        for place, case in enumerate(group):
            _slot(key, case, place, slots)
            if case.reached(JUDGE):
                for user in panel:
                    _scorecard(next(card_ids), key, case, user, ground, cards, marks)
                _decision(key, case, place + 1, panel[0], decisions)
    return [*people.tables, rounds, members, slots, cards, marks, decisions]


class Panels:
    """Judges who are never in two places at once: rounds of one day get panels of their own."""

    def __init__(self, ground: Ground, groups: list[list[Case]]) -> None:
        on_a_day = Counter(group[0].pitch_on for group in groups)
        needed = max(on_a_day.values(), default=0)
        self.used: Counter = Counter()
        self.people = Table(Person, with_id=True)
        self.users = Table(User, with_id=True)
        self.roles = Table(RoleAssignment)
        self.tables = [self.people, self.users, self.roles]
        ids: Iterator[int] = iter(reserve_ids(User, needed * SEATS))
        persons = iter(reserve_ids(Person, needed * SEATS))
        self.panels = [
            [self._judge(next(ids), next(persons), seat, ground) for seat in range(SEATS)]
            for _panel in range(needed)
        ]

    def _judge(self, key: int, person: int, seat: int, ground: Ground) -> int:
        email = f"judge{key}@{DOMAIN}"
        name = f"{words.FIRST[key % len(words.FIRST)]} {words.LAST[key % len(words.LAST)]}"
        self.people.add(id=person, display_name=f"{name} (simulated judge)", email=email)
        self.users.add(id=key, person_id=person, email=email, password="!")
        self.roles.add(
            user_id=key,
            role=str(Role.JUDGE if seat else Role.CHAIR),
            programme_id=ground.call.programme_id,
        )
        return key

    def next_for(self, group: list[Case]) -> list[int]:
        """The next panel that is free on the day; the first of it chairs."""
        day = group[0].pitch_on
        self.used[day] += 1
        return self.panels[self.used[day] - 1]


LOCK = """
UPDATE judging_round SET locked_at = ends_at, closed_at = CASE WHEN decided THEN ends_at END,
    closed_by_id = CASE WHEN decided THEN chair.user_id END
FROM judging_panelmember chair, LATERAL (
    SELECT EXISTS (
        SELECT 1 FROM judging_decision WHERE judging_decision.round_id = chair.round_id
    ) AS decided
) verdict
WHERE chair.round_id = judging_round.id AND chair.chairs AND judging_round.call_id = %s
    AND judging_round.locked_at IS NULL
    AND EXISTS (SELECT 1 FROM judging_scorecard WHERE round_id = judging_round.id)
"""


def lock(ground: Ground) -> None:
    """Lock and close the rounds that are over: scores can only be copied into an open round."""
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [ground.call.pk])


def _round(key: int, group: list[Case], ground: Ground, rounds: Table) -> None:
    day = group[0].pitch_on
    rounds.add(
        id=key,
        call_id=ground.call.pk,
        city_id=group[0].city.pk,
        name=f"Pitch day {key}",
        rubric_id=ground.rubric.pk,
        quorum=3,
        places=max(1, len(group) // 2),
        seed=key,
        venue=f"Hall {key}",
        starts_at=day,
        ends_at=day + timedelta(hours=8),
    )


def _slot(key: int, case: Case, place: int, slots: Table) -> None:
    starts = case.pitch_on + place * PITCH
    slots.add(
        round_id=key,
        application_id=case.pk,
        applicant_id=case.person_id,
        room="Hall",
        during=f"[{starts.isoformat()},{(starts + PITCH).isoformat()})",
    )


def _scorecard(pk, key, case: Case, judge: int, ground: Ground, cards, marks) -> None:
    cards.add(
        id=pk,
        round_id=key,
        application_id=case.pk,
        judge_id=judge,
        comment=case.dice.choice(words.COMMENTS),
        submitted_at=case.when(JUDGE),
        saved_at=case.when(JUDGE),
    )
    liking = case.dice.randint(0, 3)
    for criterion in ground.criteria:
        marks.add(
            scorecard_id=pk, criterion_id=criterion.pk, value=liking + case.dice.randint(0, 2)
        )


def _decision(key: int, case: Case, rank: int, chair: int, decisions: Table) -> None:
    for move, outcome in OUTCOMES:
        if case.reached(move):
            decisions.add(
                round_id=key,
                application_id=case.pk,
                outcome=outcome,
                amount_minor=case.amount_minor if outcome == "award" else None,
                reserve_order=rank if outcome == "reserve" else None,
                rank=rank,
                reason="By rank and the panel's discussion.",
                decided_by_id=chair,
                decided_at=case.at(JUDGE.day + 2),
            )
