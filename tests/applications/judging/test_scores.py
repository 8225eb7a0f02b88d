"""Scorecards: nothing is lost, nothing is scored by whom or when it must not be."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from hypothesis import given as example
from hypothesis import settings, strategies
from hypothesis.extra.django import TestCase

import audit.record
from applications.journey.states import State
from applications.journey.workflow import NotPermitted
from applications.judging import actions
from applications.judging.merging import fields_of
from applications.judging.models import Conflict, Mark, Round, Scorecard
from applications.judging.ranking import score_of
from applications.judging.refusals import AlreadyDone, JudgingRefused, ScorecardChanged
from tests.factories.accounts import UserFactory
from tests.factories.judging import (
    RoundFactory,
    RubricFactory,
    given,
    officer_of,
    panel_with,
    pitch,
    seat,
    submit,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def panel():
    return panel_with(pitches=1)


def actions_on(instance) -> list[str]:
    return [entry.action for entry in audit.record.history(instance)]


def test_save_scorecard_keeps_a_half_done_draft(panel):
    judging_round, _chair, [member, _other], [entry] = panel
    card = actions.save_scorecard(
        entry=entry, given=given(judging_round, 4, None, comment="Good"), by=member.user, seen=0
    )
    assert (card.version, card.submitted_at, card.comment) == (1, None, "Good")
    assert list(card.marks.values_list("value", flat=True)) == [4]
    assert actions_on(card) == ["judging.save_scorecard"]


def test_save_scorecard_twice_has_one_effect(panel):
    _round, _chair, [member, _other], [entry] = panel
    for _attempt in range(2):
        card = submit(entry, member.user, 4, "na")
    assert card.version == 1
    assert actions_on(card) == ["judging.submit_scorecard"]


def test_save_scorecard_from_an_older_screen_is_refused_and_changes_nothing(panel):
    judging_round, _chair, [member, _other], [entry] = panel
    actions.save_scorecard(entry=entry, given=given(judging_round, 4, 3), by=member.user, seen=0)
    with pytest.raises(ScorecardChanged):
        actions.save_scorecard(
            entry=entry, given=given(judging_round, 1, 1), by=member.user, seen=0
        )
    assert sorted(Mark.objects.values_list("value", flat=True)) == [3, 4]


def test_submit_with_an_open_criterion_is_refused(panel):
    _round, _chair, [member, _other], [entry] = panel
    with pytest.raises(JudgingRefused, match="Still open: Plan"):
        submit(entry, member.user, 4, None)


def test_submit_without_a_comment_is_refused_where_the_rubric_asks_for_one(sign_in):
    rubric = RubricFactory(needs_comment=True)
    judging_round, _chair, [member, _other], [entry] = panel_with(pitches=1, rubric=rubric)
    with pytest.raises(JudgingRefused, match="Say a few words"):
        submit(entry, member.user, 4, 4)
    page = reverse("judging:score", args=[judging_round.public_id, entry.application.public_id])
    client, typed = sign_in(member.user), fields_of(given(judging_round, 4, 4, comment=" "))
    answer = client.post(page, typed | {"do": "submit"})
    assert list(answer.context["form"].errors) == ["comment"]
    assert Mark.objects.count() == 2, "what was typed is kept"
    client.post(page, typed | {"comment": "Warm and clear.", "do": "submit"})
    assert Scorecard.objects.counted().count() == 1


@pytest.mark.parametrize("marks", [(6, 1), (-1, 1), ("na", 1)])
def test_save_scorecard_off_the_rubric_is_refused(panel, marks):
    _round, _chair, [member, _other], [entry] = panel
    with pytest.raises(JudgingRefused, match="does not fit the rubric"):
        submit(entry, member.user, *marks)


def test_save_scorecard_by_a_stranger_or_before_declaring_is_refused(panel):
    judging_round, _chair, _members, [entry] = panel
    late = seat(judging_round, declared=False)
    for user in (UserFactory(), late.user, officer_of(judging_round)):
        with pytest.raises(NotPermitted):
            submit(entry, user, 4, 4)


def test_save_scorecard_with_a_conflict_is_refused_by_rule_and_by_database(panel):
    judging_round, _chair, [member, _other], [entry] = panel
    Conflict.objects.create(member=member, application=entry.application)
    with pytest.raises(NotPermitted):
        submit(entry, member.user, 4, 4)
    with pytest.raises(DatabaseError, match="conflict of interest"), transaction.atomic():
        Scorecard.objects.create(
            round=judging_round, application=entry.application, judge=member.user
        )


def test_reopen_scorecard_lets_the_judge_change_it(panel):
    _round, _chair, [member, _other], [entry] = panel
    submit(entry, member.user, 4, 4)
    with pytest.raises(JudgingRefused, match="Open it again"):
        submit(entry, member.user, 5, 5, seen=1)
    card = actions.reopen_scorecard(entry=entry, by=member.user)
    submit(entry, member.user, 5, 5, seen=card.version)
    with pytest.raises(NotPermitted):
        actions.reopen_scorecard(entry=entry, by=UserFactory())
    assert sorted(Mark.objects.values_list("value", flat=True)) == [5, 5]


def test_reopen_scorecard_twice_says_so(panel):
    _round, _chair, [member, _other], [entry] = panel
    submit(entry, member.user, 4, 4)
    actions.reopen_scorecard(entry=entry, by=member.user)
    with pytest.raises(AlreadyDone):
        actions.reopen_scorecard(entry=entry, by=member.user)


def test_first_scorecard_freezes_the_rubric_and_its_criteria(panel):
    judging_round, _chair, [member, _other], [entry] = panel
    rubric = judging_round.rubric
    submit(entry, member.user, 4, 4)
    rubric.refresh_from_db()
    assert rubric.frozen_at is not None
    criterion = rubric.criteria.first()
    for change in (
        lambda: type(rubric).objects.filter(pk=rubric.pk).update(scale_max=9),
        lambda: type(criterion).objects.filter(pk=criterion.pk).update(weight=9),
        lambda: rubric.criteria.create(position=9, name="Late"),
    ):
        with pytest.raises(DatabaseError, match="rubric is frozen"), transaction.atomic():
            change()


def test_lock_scores_judges_every_application(panel):
    judging_round, chair, members, [entry] = panel
    for member in members:
        submit(entry, member.user, 4, 4)
    actions.lock_scores(judging_round=judging_round, by=chair.user)
    entry.application.refresh_from_db()
    judging_round.refresh_from_db()
    assert (entry.application.state, judging_round.locked_at is not None) == (State.JUDGED, True)
    assert actions_on(judging_round) == ["judging.lock"]
    assert actions_on(entry.application) == ["application.judge"]
    with pytest.raises(AlreadyDone):
        actions.lock_scores(judging_round=judging_round, by=chair.user)


def test_lock_scores_below_quorum_names_the_application_and_moves_none():
    judging_round, chair, members, [full, short] = panel_with(pitches=2)
    for member in members:
        submit(full, member.user, 4, 4)
    submit(short, members[0].user, 4, 4)
    with pytest.raises(JudgingRefused, match=short.application.reference):
        actions.lock_scores(judging_round=judging_round, by=chair.user)
    full.application.refresh_from_db()
    assert full.application.state == State.SCHEDULED


def test_lock_scores_does_not_count_a_scorecard_of_a_judge_with_a_conflict(panel):
    judging_round, chair, members, [entry] = panel
    for member in members:
        submit(entry, member.user, 4, 4)
    Conflict.objects.create(member=members[0], application=entry.application)
    with pytest.raises(JudgingRefused, match="Not enough scorecards"):
        actions.lock_scores(judging_round=judging_round, by=chair.user)


def test_lock_scores_leaves_a_withdrawn_application_out():
    judging_round, chair, members, [kept, gone] = panel_with(pitches=2)
    for member in members:
        submit(kept, member.user, 4, 4)
    type(gone.application).objects.filter(pk=gone.application_id).update(
        state=State.WITHDRAWN, withdrawn_from=State.SCHEDULED
    )
    actions.lock_scores(judging_round=judging_round, by=chair.user)
    kept.application.refresh_from_db()
    assert kept.application.state == State.JUDGED


def test_lock_scores_by_a_judge_is_refused(panel):
    judging_round, _chair, members, [entry] = panel
    for member in members:
        submit(entry, member.user, 4, 4)
    with pytest.raises(NotPermitted):
        actions.lock_scores(judging_round=judging_round, by=members[0].user)


def test_no_mark_changes_after_the_lock_whoever_writes(panel):
    judging_round, chair, members, [entry] = panel
    for member in members:
        submit(entry, member.user, 4, 4)
    actions.lock_scores(judging_round=judging_round, by=chair.user)
    entry.round.refresh_from_db()
    with pytest.raises(NotPermitted):
        actions.reopen_scorecard(entry=entry, by=members[0].user)
    mark = Mark.objects.first()
    for change in (
        lambda: Mark.objects.filter(pk=mark.pk).update(value=0),
        lambda: mark.delete(),
        lambda: Scorecard.objects.filter(judge=members[0].user).update(submitted_at=None),
    ):
        with pytest.raises(DatabaseError, match="scores are locked"), transaction.atomic():
            change()


class WeightsAndNotApplicable(TestCase):
    """What does not apply leaves both sums; the weights decide the rest."""

    @settings(max_examples=25, deadline=None)
    @example(
        first=strategies.integers(0, 5),
        second=strategies.one_of(strategies.just("na"), strategies.integers(0, 5)),
    )
    def test_score_is_the_weighted_mean_of_what_applies(self, first, second):
        judging_round = RoundFactory()
        member, entry = seat(judging_round), pitch(judging_round)
        score = score_of(submit(entry, member.user, first, second))
        expected = first if second == "na" else (2 * first + second) / 3
        assert score == pytest.approx(expected)


class Quorum(TestCase):
    @settings(max_examples=12, deadline=None)
    @example(quorum=strategies.integers(1, 3), cards=strategies.integers(0, 3))
    def test_scores_lock_exactly_when_the_quorum_is_in(self, quorum, cards):
        judging_round = RoundFactory(quorum=quorum)
        chair, entry = seat(judging_round, chairs=True), pitch(judging_round)
        for _number in range(cards):
            submit(entry, seat(judging_round).user, 3, 3)
        try:
            actions.lock_scores(judging_round=judging_round, by=chair.user)
            locked = True
        except JudgingRefused:
            locked = False
        assert locked == (cards >= quorum)
        assert Round.objects.filter(locked_at__isnull=False).exists() == locked
