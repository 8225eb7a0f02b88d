"""Rows of the judging: rounds, panels, slots, scorecards, marks, decisions."""

from datetime import timedelta

from applications.judging.models import Decision, Mark, PanelMember, Round, Scorecard, Slot

from . import words
from .cases import Case
from .ground import Ground
from .table import Table, reserve_ids
from .timeline import AWARD, JUDGE, RESERVE, SCHEDULE, TURN_DOWN

PITCH = timedelta(minutes=20)
OUTCOMES = ((AWARD, "award"), (RESERVE, "reserve"), (TURN_DOWN, "not_funded"))


def write(classes: list[list[Case]], ground: Ground) -> list[Table]:
    """The tables of this stretch, in the order in which they must be copied."""
    groups = [group for group in classes if group[0].reached(SCHEDULE)]
    rounds, members, slots = Table(Round, with_id=True), Table(PanelMember), Table(Slot)
    cards, marks, decisions = Table(Scorecard, with_id=True), Table(Mark), Table(Decision)
    panel = [ground.chair, *ground.judges]
    judged = sum(case.reached(JUDGE) for group in groups for case in group)
    card_ids = iter(reserve_ids(Scorecard, judged * len(panel)))
    for key, group in zip(reserve_ids(Round, len(groups)), groups, strict=True):
        _round(key, group, ground, rounds)
        for user in panel:
            members.add(
                round_id=key,
                user_id=user.pk,
                chairs=user is ground.chair,
                conflicts_declared_at=group[0].when(SCHEDULE),
            )
        for place, case in enumerate(group):
            _slot(key, case, place, slots)
            if case.reached(JUDGE):
                for user in panel:
                    _scorecard(next(card_ids), key, case, user.pk, ground, cards, marks)
                _decision(key, case, place + 1, ground, decisions)
    return [rounds, members, slots, cards, marks, decisions]


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
        venue="The old library",
        starts_at=day,
        ends_at=day + timedelta(hours=8),
        locked_at=day + timedelta(hours=8) if group[0].reached(JUDGE) else None,
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


def _decision(key: int, case: Case, rank: int, ground: Ground, decisions: Table) -> None:
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
                decided_by_id=ground.chair.pk,
                decided_at=case.at(JUDGE.day + 2),
            )
