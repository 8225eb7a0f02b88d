"""The buttons of the day: each has one effect, and the clock is the server's."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction

import audit.record
from accounts.models import User
from applications.journey.workflow import NotPermitted
from applications.judging import actions as judging
from applications.judging.models import Round, Slot
from applications.judging.refusals import JudgingRefused
from applications.pitching import actions
from applications.pitching.models import Stage, Turn
from applications.pitching.refusals import DayRefused, TurnChanged
from tests.factories.judging import submit
from tests.factories.pitching import day_with, entry_of, judges_of, pitched, press

pytestmark = pytest.mark.django_db

NOON = datetime(2027, 1, 15, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def counter(turn: Turn) -> int:
    return Stage.objects.get(turns=turn.pk).counter


def test_a_turn_goes_from_waiting_to_done_and_is_recorded():
    _day, officer, [turn] = day_with(pitches=1)
    for verb, state in (
        ("call_up", "called"),
        ("start_pitch", "pitching"),
        ("to_questions", "questions"),
        ("end_turn", "done"),
    ):
        assert press(verb, turn, officer).state == state
    assert [each.action for each in audit.record.history(turn)] == [
        "pitching.call_up",
        "pitching.start",
        "pitching.to_questions",
        "pitching.end",
    ]


def test_only_the_rounds_officers_press():
    _day, _officer, [turn] = day_with(pitches=1)
    for stranger in (judges_of(turn.stage.round)[0], officer_elsewhere()):
        with pytest.raises(NotPermitted):
            press("start_pitch", turn, stranger)


def officer_elsewhere() -> User:
    return day_with(pitches=0)[1]


def test_a_press_from_an_old_screen_changes_nothing():
    _day, officer, [turn] = day_with(pitches=1)
    seen = press("start_pitch", turn, officer).version
    actions.add_time(turn=turn, seen=seen, minutes=1, by=officer)
    with pytest.raises(TurnChanged):
        actions.add_time(turn=turn, seen=seen, minutes=1, by=officer)
    turn.refresh_from_db()
    assert turn.allotted == 6 * MINUTE


def test_what_is_so_already_is_no_second_press():
    _day, officer, [turn] = day_with(pitches=1)
    first = actions.start_pitch(turn=turn, seen=0, by=officer)
    again = actions.start_pitch(turn=turn, seen=0, by=officer)
    assert (again.version, again.phase_started_at) == (first.version, first.phase_started_at)
    assert audit.record.history(turn).count() == 1


def test_one_at_a_time_on_a_stage():
    _day, officer, [one, two] = day_with(pitches=2)
    press("start_pitch", one, officer)
    with pytest.raises(DayRefused, match="is on stage"):
        press("start_pitch", two, officer)
    with pytest.raises(IntegrityError, match="one_on_a_stage"), transaction.atomic():
        Turn.objects.filter(pk=two.pk).update(
            state="pitching", phase_started_at=NOON, pitched_at=NOON
        )


def test_no_press_once_the_scores_are_locked():
    _day, officer, [turn] = day_with(pitches=1)
    Round.objects.update(locked_at=NOON)
    with pytest.raises(DayRefused, match="scores are locked"):
        press("start_pitch", turn, officer)


def test_the_clock_stands_still_in_a_pause_and_goes_on_with_what_was_left():
    _day, officer, [turn] = day_with(pitches=1)
    with time_machine.travel(NOON, tick=False) as now:
        press("start_pitch", turn, officer)
        now.shift(2 * MINUTE)
        press("pause", turn, officer)
        now.shift(10 * MINUTE)
        turn = press("resume", turn, officer)
        now.shift(MINUTE)
        assert turn.clock.left(NOON + 13 * MINUTE) == 2 * MINUTE


def test_an_interpreter_and_what_somebody_needs_give_more_time():
    _day, officer, [turn] = day_with(pitches=1, interpreter_percent=50)
    person = turn.slot.application.applicant
    person.interpreter_language = "Tigrinya"
    person.save()
    Turn.objects.update(extra_minutes=2)
    assert press("start_pitch", turn, officer).allotted == 9.5 * MINUTE
    assert press("to_questions", turn, officer).allotted == 4.5 * MINUTE


def test_a_wrong_press_is_taken_back_and_no_time_is_lost():
    _day, officer, [turn] = day_with(pitches=1)
    with time_machine.travel(NOON, tick=False) as now:
        press("start_pitch", turn, officer)
        now.shift(MINUTE)
        press("to_questions", turn, officer)
        now.shift(MINUTE)
        turn = press("take_back", turn, officer)
    assert (turn.state, turn.clock.left(NOON + 2 * MINUTE)) == ("pitching", 3 * MINUTE)
    with pytest.raises(DayRefused, match="nothing to take back"):
        press("take_back", turn, officer)


def test_an_end_is_not_taken_back_while_somebody_else_is_on_stage():
    _day, officer, [one, two] = day_with(pitches=2)
    pitched(one, officer)
    press("start_pitch", two, officer)
    with pytest.raises(DayRefused, match="Somebody else is on stage"):
        press("take_back", one, officer)


def test_who_is_late_lets_the_next_one_go_first_and_pitches_later():
    _day, officer, [one, two] = day_with(pitches=2)
    press("mark_late", one, officer)
    pitched(two, officer)
    press("mark_absent", one, officer)
    press("bring_back", one, officer)
    assert pitched(one, officer).state == "done"


def test_scores_open_with_the_pitch_and_close_after_the_grace():
    day, officer, [turn] = day_with(pitches=1, scores_follow_stage=True, grace_minutes=5)
    entry, [judge, other] = entry_of(turn), judges_of(day.round)
    with pytest.raises(JudgingRefused, match="when the pitch begins"):
        submit(entry, judge, 3, 3)
    with time_machine.travel(NOON, tick=False) as now:
        press("start_pitch", turn, officer)
        submit(entry, judge, 3, 3)
        press("end_turn", turn, officer)
        now.shift(5 * MINUTE)
        with pytest.raises(JudgingRefused, match="Scoring closed at 12:05"):
            submit(entry, other, 3, 3)
        press("keep_scores_open", turn, officer, minutes=2)
        assert submit(entry, other, 3, 3).submitted_at


def test_a_day_that_does_not_follow_the_stage_leaves_scores_open():
    _day, _officer, [turn] = day_with(pitches=1)
    entry = entry_of(turn)
    assert submit(entry, judges_of(entry.round)[0], 3, 3).submitted_at


def test_postgresql_keeps_scores_waiting_for_the_pitch():
    day, _officer, [turn] = day_with(pitches=1, scores_follow_stage=True)
    judge = judges_of(day.round)[0]
    with pytest.raises(IntegrityError, match="has not begun"), transaction.atomic():
        day.round.scorecards.create(application=turn.slot.application, judge=judge)


def test_the_counter_goes_up_with_each_press_and_with_each_new_time():
    _day, officer, [turn] = day_with(pitches=1)
    before = counter(turn)
    press("start_pitch", turn, officer)
    assert counter(turn) == before + 1
    slot = Slot.objects.get()
    slot.room = "Room 2"
    slot.save()
    moved = Turn.objects.get()
    assert (moved.stage.room, moved.state) == ("Room 2", "pitching")


def test_a_co_applicant_is_not_on_two_stages_at_once():
    day, officer, [one, two] = day_with(pitches=2)
    friend = judges_of(day.round)[0]
    for turn in (one, two):
        turn.slot.application.co_applicants.create(
            name="A friend",
            role="Baker",
            user=friend,
            email=friend.email,
            accepted_at=NOON,
            invited_by=officer,
        )
    planned = judging.Planned(two.slot.application, one.slot.starts_at, 10, "Room 2")
    day.round.members.all().delete()
    with pytest.raises(JudgingRefused, match="Somebody of a team would pitch in two places"):
        judging.schedule(judging_round=day.round, plan=[planned], by=officer)
