"""Deciding: complete, explained, within the pot, all at once and only once."""

import pytest
from django.db import DatabaseError, transaction
from hypothesis import given as example
from hypothesis import settings, strategies
from hypothesis.extra.django import TestCase

import audit.record
from accounts.roles import Role
from applications.journey.models import Application
from applications.journey.states import State
from applications.journey.workflow import NotPermitted
from applications.judging import actions
from applications.judging.models import Conflict, Decision, DraftDecision, Outcome
from applications.judging.order import Ranked, passed_over
from applications.judging.pot import Pot
from applications.judging.refusals import AlreadyDone, JudgingRefused, ScorecardChanged
from notifications.models import Message
from tests.factories.judging import close, officer_of, panel_with, verdict
from tests.factories.programmes import user_with

pytestmark = pytest.mark.django_db


def draft(entries, by, *outcomes):
    """Draft an outcome for each entry, best first."""
    for entry, outcome in zip(entries, outcomes, strict=True):
        said = outcome if isinstance(outcome, actions.Verdict) else verdict(outcome)
        actions.draft_decision(entry=entry, verdict=said, by=by)


@pytest.fixture
def judged():
    judging_round, chair, _members, entries = panel_with(pitches=3, locked=True)
    return judging_round, chair.user, entries


def states(entries) -> list[str]:
    found = dict(Application.objects.values_list("pk", "state"))
    return [found[entry.application_id] for entry in entries]


def test_close_round_decides_moves_records_and_tells(judged):
    judging_round, chair, entries = judged
    draft(entries, chair, "award", "reserve", verdict("not_funded", feedback="Ask more people."))
    Message.objects.all().delete()
    close(judging_round, chair)
    assert states(entries) == [State.JUDGED, State.RESERVE, State.NOT_FUNDED]
    assert list(
        Decision.objects.order_by("rank").values_list("outcome", "amount_minor", "rank")
    ) == [("award", 100_000, 1), ("reserve", None, 2), ("not_funded", None, 3)]
    assert sorted(Message.objects.values_list("kind", flat=True)) == [
        "judging.hold_in_reserve",
        "judging.turn_down",
    ]
    [letter] = Message.objects.filter(kind="judging.turn_down")
    assert "“Ask more people.”" in letter.paragraphs
    judging_round.refresh_from_db()
    assert (judging_round.proposed_by, judging_round.closed_at is not None) == (chair, True)
    closing = [e.action for e in audit.record.history(judging_round)]
    assert closing == ["judging.lock", "judging.propose_closing", "judging.close"]
    for decision in Decision.objects.all():
        assert [e.action for e in audit.record.history(decision)] == ["judging.decide"]


def test_close_round_again_says_so_and_changes_nothing(judged):
    judging_round, chair, entries = judged
    draft(entries, chair, "award", "reserve", "not_funded")
    close(judging_round, chair)
    with pytest.raises(AlreadyDone):
        close(judging_round, chair)
    assert Decision.objects.count() == 3


def test_close_round_with_one_undecided_names_it_and_moves_none(judged):
    judging_round, chair, entries = judged
    draft(entries[:2], chair, "award", "reserve")
    with pytest.raises(JudgingRefused, match=entries[2].application.reference):
        close(judging_round, chair)
    assert (states(entries), Decision.objects.count()) == ([State.JUDGED] * 3, 0)


def test_close_round_against_the_order_needs_it_said_at_who_is_passed_over(judged):
    judging_round, chair, entries = judged
    draft(entries, chair, "reserve", "award", "not_funded")
    with pytest.raises(JudgingRefused, match=f"^{entries[0].application.reference}:"):
        close(judging_round, chair)
    draft(entries[:1], chair, verdict("reserve", against_order=True, reason="Has other money."))
    close(judging_round, chair)
    assert Decision.objects.get(against_order=True).reason == "Has other money."


def test_close_round_beyond_the_pot_or_the_places_is_refused(judged):
    judging_round, chair, entries = judged
    draft(entries, chair, "award", "award", "not_funded")
    with pytest.raises(JudgingRefused, match="can make 1 grants and you chose 2"):
        close(judging_round, chair)
    call = judging_round.call
    type(call).objects.filter(pk=call.pk).update(pot_minor=150_000, maximum_minor=150_000)
    with pytest.raises(JudgingRefused, match="€500 short"):
        close(judging_round, chair)


def test_close_round_leaves_who_withdrew_out(judged):
    judging_round, chair, entries = judged
    draft(entries, chair, "award", "reserve", "not_funded")
    Application.objects.filter(pk=entries[0].application_id).update(
        state=State.WITHDRAWN, withdrawn_from=State.JUDGED
    )
    close(judging_round, chair)
    assert Decision.objects.count() == 2


def test_only_the_chair_of_this_panel_decides(judged):
    judging_round, _chair, entries = judged
    others = [
        officer_of(judging_round),
        user_with(Role.CHAIR, programme=judging_round.call.programme),
        judging_round.members.filter(chairs=False).first().user,
    ]
    for user in others:
        with pytest.raises(NotPermitted):
            actions.draft_decision(entry=entries[0], verdict=verdict("award"), by=user)
        with pytest.raises(NotPermitted):
            close(judging_round, user)


def test_a_chair_with_a_conflict_neither_decides_nor_closes(judged):
    judging_round, chair, entries = judged
    draft(entries, chair, "award", "reserve", "not_funded")
    member = judging_round.members.get(user=chair)
    Conflict.objects.create(member=member, application=entries[0].application)
    for attempt in (
        lambda: draft(entries[:1], chair, verdict("award", amount_minor=1)),
        lambda: close(judging_round, chair),
    ):
        with pytest.raises(JudgingRefused, match="name another chair"):
            attempt()


@pytest.mark.parametrize(
    "said",
    [
        verdict("award", amount_minor=None),
        verdict("award", amount_minor=500_001),
        verdict("reserve", reserve_order=None),
        verdict("not_funded", reason="  "),
    ],
)
def test_draft_decision_must_be_complete(judged, said):
    _round, chair, entries = judged
    with pytest.raises(JudgingRefused):
        actions.draft_decision(entry=entries[0], verdict=said, by=chair)
    assert DraftDecision.objects.count() == 0


def test_draft_decision_from_an_older_screen_is_refused(judged):
    _round, chair, entries = judged
    draft(entries[:1], chair, "award")
    with pytest.raises(ScorecardChanged):
        actions.draft_decision(entry=entries[0], verdict=verdict("reserve"), by=chair, seen=0)
    same = actions.draft_decision(entry=entries[0], verdict=verdict("award"), by=chair, seen=0)
    assert same.version == 1


def test_draft_decision_before_the_lock_is_refused():
    _round, chair, _members, [entry] = panel_with(pitches=1)
    with pytest.raises(JudgingRefused, match="Lock the scores first"):
        actions.draft_decision(entry=entry, verdict=verdict("award"), by=chair.user)


@pytest.fixture
def reserves():
    """One award that was turned down, two on the reserve list."""
    judging_round, chair, _members, entries = panel_with(pitches=3, locked=True)
    draft(entries, chair.user, "award", "reserve", verdict("reserve", reserve_order=2))
    close(judging_round, chair.user)
    return judging_round, chair.user, [entry.application.decision for entry in entries]


def free_the_money(decision):
    Application.objects.filter(pk=decision.application_id).update(
        state=State.WITHDRAWN, withdrawn_from=State.JUDGED
    )


def test_decide_from_reserve_awards_the_first_when_money_is_free(reserves):
    judging_round, chair, [award, first, _second] = reserves
    with pytest.raises(JudgingRefused, match="All grants of this round are given"):
        actions.decide_from_reserve(decision=first, verdict=verdict("award"), by=chair)
    free_the_money(award)
    decided = actions.decide_from_reserve(
        decision=first, verdict=verdict("award"), by=officer_of(judging_round)
    )
    assert (decided.outcome, decided.amount_minor) == (Outcome.AWARD, 100_000)
    with pytest.raises(AlreadyDone):
        actions.decide_from_reserve(decision=first, verdict=verdict("award"), by=chair)


def test_decide_from_reserve_out_of_order_needs_it_said(reserves):
    _round, chair, [award, _first, second] = reserves
    free_the_money(award)
    with pytest.raises(JudgingRefused, match="Others stand before it"):
        actions.decide_from_reserve(decision=second, verdict=verdict("award"), by=chair)
    decided = actions.decide_from_reserve(
        decision=second, verdict=verdict("award", against_order=True), by=chair
    )
    assert decided.against_order


def test_decide_from_reserve_lets_one_go(reserves):
    _round, chair, [_award, first, _second] = reserves
    actions.decide_from_reserve(decision=first, verdict=verdict("not_funded"), by=chair)
    assert Application.objects.get(pk=first.application_id).state == State.NOT_FUNDED


def test_a_decision_stands_whoever_writes(reserves):
    _round, _chair, [award, _first, _second] = reserves
    with pytest.raises(DatabaseError, match="the decision stands"), transaction.atomic():
        Decision.objects.filter(pk=award.pk).update(amount_minor=1)


OUTCOMES = strategies.sampled_from([each.value for each in Outcome])


class Order(TestCase):
    @settings(max_examples=150, deadline=None)
    @example(strategies.lists(strategies.tuples(strategies.integers(1, 5), OUTCOMES), max_size=8))
    def test_nobody_is_passed_over_exactly_when_outcomes_never_improve_down_the_ranks(self, pairs):
        ranked = [
            Ranked(key, rank, outcome, key + 1 if outcome == "reserve" else None)
            for key, (rank, outcome) in enumerate(sorted(pairs, key=lambda pair: pair[0]))
        ]
        step = {"award": 2, "shortlist": 2, "reserve": 1, "defer": 1, "not_funded": 0}
        expected = {
            one.key
            for one in ranked
            for other in ranked
            if other.rank > one.rank and step[other.outcome] > step[one.outcome]
        }
        assert passed_over(ranked) == expected

    @settings(max_examples=150, deadline=None)
    @example(
        strategies.lists(
            strategies.tuples(
                strategies.integers(1, 4), OUTCOMES, strategies.integers(1, 3),
                strategies.booleans(), strategies.booleans(),
            ),
            max_size=8,
        )
    )  # fmt: skip
    def test_pot_and_promises_excuse_grants_and_the_reserve_list_has_its_own_order(self, given):
        ranked = [
            Ranked(key, rank, outcome, place if outcome == "reserve" else None)
            for key, (rank, outcome, place, _stopped, _funded) in enumerate(given)
        ]
        stopped = {key for key, each in enumerate(given) if each[3]}
        funded = {key for key, each in enumerate(given) if each[4]}
        step = {"award": 2, "shortlist": 2, "reserve": 1, "defer": 1, "not_funded": 0}

        def overtakes(other: Ranked, one: Ranked) -> bool:
            if one.key in stopped and other.key in funded and step[other.outcome] == 2:
                return False
            earlier = one.outcome == other.outcome == "reserve" and (other.reserve_order or 0) < (
                one.reserve_order or 0
            )
            better = step[other.outcome] > step[one.outcome]
            return other.rank > one.rank and (better or earlier)

        expected = {one.key for one in ranked if any(overtakes(other, one) for other in ranked)}
        assert passed_over(ranked, stopped=stopped, funded=funded) == expected

    def test_equals_pass_nobody_over(self):
        assert passed_over([Ranked(1, 1, "not_funded"), Ranked(2, 1, "award")]) == frozenset()

    def test_an_earlier_place_on_the_reserve_list_passes_over(self):
        assert passed_over([Ranked(1, 1, "reserve", 2), Ranked(2, 2, "reserve", 1)]) == {1}


class BudgetLine(TestCase):
    @settings(max_examples=15, deadline=None)
    @example(
        pot=strategies.integers(1, 400_000),
        amounts=strategies.lists(strategies.integers(1, 200_000), min_size=2, max_size=2),
    )
    def test_a_round_closes_exactly_within_the_pot(self, pot, amounts):
        judging_round, chair, _members, entries = panel_with(
            pitches=2, judges=1, locked=True, places=2
        )
        call = judging_round.call
        said = [verdict("award", amount_minor=amount) for amount in amounts]
        draft(entries, chair.user, *said)
        type(call).objects.filter(pk=call.pk).update(pot_minor=pot, maximum_minor=1)
        try:
            close(judging_round, chair.user)
            closed = True
        except JudgingRefused:
            closed = False
        assert closed == (sum(amounts) <= pot)
        assert Decision.objects.filter(round=judging_round).count() == (2 if closed else 0)

    def test_pot_is_overspent_below_zero_only(self):
        assert [Pot(10, 4, meant).overspent for meant in (6, 7)] == [False, True]
