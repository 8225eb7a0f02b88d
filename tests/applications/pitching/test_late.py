"""A day that runs late: the planned time stays, and about when it begins now stands beside it."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.test import Client
from django.urls import reverse

from applications.journey.workflow import NotPermitted
from applications.judging.models import Conflict, Slot
from applications.pitching.actions import tell_late
from applications.pitching.boards import board
from applications.pitching.models import Stage, Turn
from applications.pitching.refusals import DayRefused
from notifications.models import Message
from tests.factories.accounts import UserFactory
from tests.factories.journey import CoApplicantFactory
from tests.factories.pitching import day_with, press
from tests.sessions import signed_in

pytestmark = pytest.mark.django_db

NOON = datetime(2027, 1, 15, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
TODAY = {"starts_at": NOON}


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOON, tick=False) as now:
        yield now


def at(minutes: int) -> datetime:
    return NOON + minutes * MINUTE


def said(stage: Stage) -> list[datetime | None]:
    """In the planned order."""
    return [each.about for each in board(stage).turns]


def plan(turn: Turn, begins: int, ends: int) -> None:
    during = DateTimeTZRange(at(begins), at(ends))
    Slot.objects.filter(pk=turn.slot_id).update(during=during)


def test_a_pitch_that_begins_late_moves_all_that_follow(noon):
    _day, officer, [one, _two, _three] = day_with(pitches=3, stage=TODAY)
    assert said(one.stage) == [None, None, None]
    noon.move_to(at(8))
    press("start_pitch", one, officer)
    assert said(one.stage) == [None, at(20), at(30)]
    noon.move_to(at(9))
    press("pause", one, officer)
    noon.move_to(at(19))
    assert said(one.stage) == [None, at(30), at(40)]


def test_two_minutes_are_not_worth_saying_and_a_called_one_goes_first(noon):
    _day, officer, [one, _two, three] = day_with(pitches=3, stage=TODAY)
    noon.move_to(at(3))
    press("start_pitch", one, officer)
    assert said(one.stage) == [None, None, None]
    noon.move_to(at(12))
    press("end_turn", one, officer)
    press("call_up", three, officer)
    assert said(one.stage) == [None, at(30), None]


def test_nobody_begins_before_now(noon):
    """Nobody has pitched and it is 12:16: the first one is said to begin at 12:20."""
    _day, _officer, [one, _two] = day_with(pitches=2, stage=TODAY)
    noon.move_to(at(16))
    assert said(one.stage) == [at(20), at(30)]


@pytest.mark.parametrize(("give_way", "after"), [(False, 60), (True, None)])
def test_a_long_break_takes_the_delay_in_where_the_day_says_so(noon, give_way, after):
    _day, officer, [one, _two, three] = day_with(pitches=3, stage=TODAY, breaks_give_way=give_way)
    plan(three, 50, 60)
    noon.move_to(at(12))
    press("start_pitch", one, officer)
    assert said(one.stage) == [None, at(20), at(after) if after else None]


def test_a_stage_that_stands_still_for_hours_says_nothing(noon):
    _day, officer, [one, _two] = day_with(pitches=2, stage=TODAY)
    noon.move_to(at(6))
    press("start_pitch", one, officer)
    press("pause", one, officer)
    assert said(one.stage) == [None, at(15)]
    noon.move_to(at(6 + 200))
    assert said(one.stage) == [None, None]


def test_somebody_who_is_late_has_no_new_time_yet(noon):
    _day, officer, [one, two, _three] = day_with(pitches=3, stage=TODAY)
    noon.move_to(at(8))
    press("start_pitch", one, officer)
    press("mark_late", two, officer)
    assert said(one.stage) == [None, None, None]


def test_stage_operator_applicant_and_order_say_it(noon):
    day, officer, [one, two] = day_with(pitches=2, stage=TODAY)
    noon.move_to(at(8))
    press("start_pitch", one, officer)
    applicant = two.slot.application.applicant.user
    mine = reverse("judging:mine", args=[two.slot.application.public_id])
    key, ids = one.stage.key, [day.round.public_id]
    pages = [
        Client().get(reverse("pitching:stage", args=[key])),
        signed_in(officer).get(reverse("pitching:operate", args=[key])),
        signed_in(officer).get(reverse("judging_admin:running_order", args=ids)),
        signed_in(applicant).get(mine),
    ]
    assert ["about 12:20 now" in each.content.decode() for each in pages] == [True] * 4
    noon.move_to(at(60 * 24))
    assert "about" not in signed_in(applicant).get(mine).content.decode()


def strip_of(member) -> bytes:
    page = signed_in(member.user).get(
        reverse("pitching_judge:follow", args=[member.round.public_id])
    )
    return page.content.partition(b"<aside")[2].partition(b"</aside>")[0]


def test_a_judges_next_time_says_nothing_of_whom_they_keep_out_of(noon):
    """The hidden pitch runs late, or nobody is on stage: the judge reads the same."""
    day, officer, [one, _two] = day_with(pitches=2, stage=TODAY)
    member = day.round.members.filter(chairs=False).first()
    Conflict.objects.create(member=member, application=one.slot.application)
    noon.move_to(at(16))
    nobody = strip_of(member)
    assert b"about 12:20 now" in nobody
    press("start_pitch", one, officer)
    assert strip_of(member) == nobody
    press("add_time", one, officer, minutes=20)
    assert strip_of(member) == nobody


def test_everybody_who_waits_is_told_once_for_each_new_time(noon):
    _day, officer, [one, two, _three] = day_with(pitches=3, stage=TODAY)
    friend = UserFactory()
    CoApplicantFactory(application=two.slot.application, user=friend)
    noon.move_to(at(8))
    press("start_pitch", one, officer)
    operate = reverse("pitching:operate", args=[one.stage.key])
    client = signed_in(officer)
    for _time in range(2):
        client.post(operate, {"do": "tell"})
    letters = Message.objects.filter(kind="pitching.runs_late").order_by("pk")
    assert [("12:20" in each.subject, "12:30" in each.subject) for each in letters] == [
        (True, False), (True, False), (False, True),
    ]  # fmt: skip
    assert {letters[0].to_email, letters[1].to_email} == {
        two.slot.application.applicant.user.email, friend.email,
    }  # fmt: skip
    press("add_time", one, officer, minutes=10)
    assert tell_late(stage=one.stage, by=officer) == 3
    assert letters.all().count() == 6


def test_nobody_is_told_of_a_day_in_time():
    _day, officer, [one] = day_with(pitches=1, stage=TODAY)
    with pytest.raises(DayRefused, match="Nobody is written to"):
        tell_late(stage=one.stage, by=officer)
    with pytest.raises(NotPermitted):
        tell_late(stage=one.stage, by=one.slot.application.applicant.user)
