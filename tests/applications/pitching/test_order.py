"""The running order: times from lengths and breaks, nobody twice at once, late ones fit in."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
import time_machine
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from applications.judging import actions as judging
from applications.judging.models import Conflict, Slot
from applications.judging.refusals import JudgingRefused
from applications.pitching import actions
from applications.pitching.models import Stage, Turn
from applications.pitching.order import Piece, first_gap, times
from applications.pitching.refusals import DayRefused
from notifications.models import Message
from tests.factories.pitching import day_with, judges_of, press
from tests.sessions import signed_in

NOON = datetime(2027, 1, 15, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
TODAY = {"starts_at": NOON}
MINUTES = st.integers(1, 90)


@given(lengths=st.lists(st.tuples(MINUTES, st.integers(0, 60)), max_size=30))
def test_times_keep_the_order_the_lengths_and_the_breaks(lengths):
    pieces = [Piece(number, *each) for number, each in enumerate(lengths)]
    begins = times(pieces, NOON)
    for one, other in pairwise(pieces):
        assert begins[other.key] == begins[one.key] + (one.minutes + other.pause) * MINUTE


@given(
    lengths=st.lists(st.tuples(st.integers(0, 40), MINUTES), max_size=12),
    minutes=MINUTES,
    pause=st.integers(0, 15),
    late=st.integers(0, 36_000),
)
def test_a_gap_overlaps_nothing_keeps_the_break_and_is_not_past(lengths, minutes, pause, late):
    busy, at = [], NOON
    for gap, length in lengths:
        busy.append((at + gap * MINUTE, at + (gap + length) * MINUTE))
        at = busy[-1][1]
    after = NOON + timedelta(seconds=late)
    start = first_gap(busy, after=after, minutes=minutes, pause=pause)
    assert start >= after
    end = start + minutes * MINUTE
    for begins, ends in busy:
        apart = end + pause * MINUTE <= begins or ends + pause * MINUTE <= start
        assert apart or ends <= after.replace(second=0)


def arrange(officer, *wanted, first=NOON):
    stage = Stage.objects.get(turns=wanted[0].turn.pk)
    return actions.arrange(stage=stage, wanted=wanted, first=first, by=officer)


def begins(*turns: Turn) -> list[str]:
    slots = Slot.objects.filter(turn__in=turns)
    found = {slot.application_id: slot for slot in slots}
    return [f"{found[each.slot.application_id].starts_at:%H:%M}" for each in turns]


@pytest.mark.django_db
class TestOrder:
    def test_a_new_order_gives_new_times_and_tells_who_moved(self):
        _day, officer, [one, two, three] = day_with(stage=TODAY, pitch_minutes=7)
        wanted = [actions.Wanted(each, "Room 1", pause=5) for each in (one, three, two)]
        arrange(officer, *wanted)
        assert begins(one, three, two) == ["12:00", "12:15", "12:30"]
        assert arrange(officer, *wanted) == []
        told = Message.objects.filter(kind="judging.move_slot")
        assert sorted(told.values_list("to_email", flat=True)) == sorted(
            each.slot.application.applicant.user.email for each in (two, three)
        )

    def test_an_interpreter_makes_a_slot_longer(self):
        _day, officer, [one, two] = day_with(2, stage=TODAY, interpreter_percent=100)
        person = one.slot.application.applicant
        person.interpreter_language = "Dari"
        person.save()
        one.refresh_from_db()
        arrange(officer, actions.Wanted(one, "Room 1", extra=4), actions.Wanted(two, "Room 1"))
        assert begins(one, two) == ["12:00", "12:20"]

    def test_nobody_is_on_two_stages_at_once(self):
        _day, officer, [one, two] = day_with(2, stage=TODAY)
        with pytest.raises(JudgingRefused, match="A judge would be in two places"):
            arrange(officer, actions.Wanted(two, "Room 2"), first=NOON)
        assert begins(one, two) == ["12:00", "12:10"]

    def test_who_is_on_stage_is_not_moved(self):
        _day, officer, [one, two] = day_with(2, stage=TODAY)
        press("start_pitch", one, officer)
        one.refresh_from_db()
        with pytest.raises(DayRefused, match="not to come any more"):
            arrange(officer, actions.Wanted(two, "Room 1"), actions.Wanted(one, "Room 1"))

    def test_who_comes_late_gets_the_next_gap_and_is_told(self):
        _day, officer, [one, _two] = day_with(2, stage=TODAY, break_minutes=2)
        with time_machine.travel(NOON + 3 * MINUTE, tick=False):
            with pytest.raises(DayRefused, match="that they are late"):
                press("give_next_gap", one, officer)
            press("mark_late", one, officer)
            assert press("give_next_gap", one, officer).state == "waiting"
        assert begins(one) == ["12:22"]
        assert Message.objects.get(kind="judging.move_slot").to_email == (
            one.slot.application.applicant.user.email
        )

    def test_the_screen_moves_looks_and_saves_without_a_script(self):
        day, officer, [one, two] = day_with(2, stage=TODAY)
        member = day.round.members.filter(chairs=False).first()
        Conflict.objects.create(member=member, application=two.slot.application)
        client = signed_in(officer)
        page = reverse("pitching_admin:order", args=[day.round.public_id, one.stage_id])
        assert member.user.get_full_name() in client.get(page).content.decode()
        posted = {"turn": [one.pk, two.pk], "first": "13:00"}
        looked = client.post(page, posted | {"do": f"up:{two.pk}"})
        assert [each.turn for each in looked.context["rows"]] == [two, one]
        assert begins(one, two) == ["12:00", "12:10"]
        client.post(page, posted | {"turn": [two.pk, one.pk], "do": "save"})
        assert begins(two, one) == ["13:00", "13:08"]

    @pytest.mark.parametrize("pitches", [1, 3])
    def test_the_screen_asks_as_often_for_three(self, pitches, django_assert_num_queries):
        day, officer, turns = day_with(pitches, stage=TODAY)
        client = signed_in(officer)
        page = reverse("pitching_admin:order", args=[day.round.public_id, turns[0].stage_id])
        client.get(page)
        with django_assert_num_queries(17):
            client.get(page)

    def test_a_calendar_hears_of_every_change(self):
        day, officer, [one] = day_with(1, stage=TODAY)
        client = signed_in(one.slot.application.applicant.user)
        page = reverse("judging:calendar", args=[one.slot.application.public_id])

        def date() -> tuple:
            [event] = Calendar.from_ical(client.get(page).content).walk("VEVENT")
            return event["uid"], event["sequence"], event["dtstart"].dt

        before = date()
        with time_machine.travel(NOON - 60 * MINUTE, tick=False):
            planned = judging.Planned(one.slot.application, NOON + 30 * MINUTE, 10, "Room 1")
            judging.schedule(judging_round=day.round, plan=[planned], by=officer)
        after = date()
        assert after[0] == before[0]
        assert after[1] > before[1]
        assert after[2] == NOON + 30 * MINUTE
        assert "SEQUENCE" in Message.objects.get(kind="judging.move_slot").calendar

    def test_questions_are_kept_once_and_by_those_who_may_hear_them(self):
        day, officer, [one] = day_with(1, stage=TODAY)
        judge, other = judges_of(day.round)
        Conflict.objects.create(
            member=day.round.members.get(user=other), application=one.slot.application
        )
        one = Turn.objects.select_related("stage__round__call", "slot").get()
        for by in (judge, judge, officer):
            actions.write_question(turn=one, text=" Who  buys it? ", by=by)
        assert list(one.questions.values_list("text", flat=True)) == ["Who buys it?"] * 2
        address = reverse("pitching_judge:follow", args=[day.round.public_id])
        refused = signed_in(other).post(address, {"turn": one.pk, "text": "Why?"})
        assert (refused.status_code, one.questions.count()) == (404, 2)

    def test_questions_are_read_where_the_panel_decides(self):
        day, officer, [one] = day_with(1, stage=TODAY)
        one = Turn.objects.select_related("stage__round__call", "slot").get()
        actions.write_question(turn=one, text="Who buys it?", by=officer)
        chair = day.round.members.get(chairs=True).user
        page = reverse("judging:decide", args=[day.round.public_id, one.slot.application.public_id])
        assert signed_in(chair).get(page).content.count(b"Who buys it?") == 1
