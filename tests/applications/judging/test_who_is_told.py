"""Who is told of a pitch time, and that it moved: team, helpers, judges; nobody more than that."""

from datetime import timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar

from applications.judging import actions
from applications.judging.models import Conflict, Slot
from applications.pitching.actions import set_up_day
from applications.pitching.models import Day
from notifications.models import Message
from tests.factories.accounts import UserFactory
from tests.factories.journey import CoApplicantFactory, HelperFactory
from tests.factories.judging import officer_of, panel_with

pytestmark = pytest.mark.django_db

LINK = "https://meet.example/room"


@pytest.fixture
def panel():
    judging_round, _chair, members, entries = panel_with(pitches=2, judges=2)
    return judging_round, members, entries, officer_of(judging_round)


def move(judging_round, entry, officer, minutes: int = 90) -> Slot:
    slot = Slot.objects.get(application=entry.application)
    start = slot.starts_at + timedelta(minutes=minutes)
    planned = actions.Planned(entry.application, start, 10, "Room 2")
    actions.schedule(judging_round=judging_round, plan=[planned], by=officer)
    return Slot.objects.get(application=entry.application)


def letters(kind: str) -> list[Message]:
    return list(Message.objects.filter(kind=f"judging.{kind}").order_by("pk"))


def test_team_and_helper_are_told_and_nothing_of_the_project(panel):
    judging_round, _members, [entry, _other], officer = panel
    friend = UserFactory()
    CoApplicantFactory(application=entry.application, user=friend, accepted_at=timezone.now())
    asked = {"user": None, "accepted_at": None, "email": "asked@example.org"}
    CoApplicantFactory(application=entry.application, **asked)
    interpreter = UserFactory()
    helper = HelperFactory(
        application=entry.application,
        relation="interpreter",
        user=interpreter,
        accepted_at=timezone.now(),
        language="ar",
    )
    move(judging_round, entry, officer)
    told = letters("team_moved")
    assert {(each.to_email, each.language) for each in told} == {
        (friend.person.email or friend.email, friend.person.language),
        (helper.email, "ar"),
    }
    title = entry.application.title
    for each in told:
        written = " ".join([each.subject, *each.paragraphs, each.calendar])
        assert (title in written, "Room 2" in written) == (False, True)
    assert [each.to_email for each in letters("move_slot")] == [
        entry.application.applicant.user.email
    ]


def test_each_judge_gets_one_letter_and_never_of_whom_they_keep_out_of(panel):
    judging_round, [free, kept_out], [one, two], officer = panel
    Conflict.objects.create(member=kept_out, application=one.application)
    plan = [
        actions.Planned(
            each.application, judging_round.starts_at + timedelta(hours=n), 10, "Room 1"
        )
        for n, each in ((2, one), (3, two))
    ]
    actions.schedule(judging_round=judging_round, plan=plan, by=officer)
    of = {each.to_email: each for each in letters("times_moved")}
    assert len(of) == 3
    letter = of[free.user.email]
    assert all(each.application.title in " ".join(letter.paragraphs) for each in (one, two))
    hidden = of[kept_out.user.email]
    written = " ".join([hidden.subject, *hidden.paragraphs, hidden.calendar])
    assert (one.application.title in written, str(one.application.public_id) in written) == (
        False, False,
    )  # fmt: skip
    assert len(Calendar.from_ical(hidden.calendar).events) == 1


def test_a_judge_who_keeps_out_of_all_that_moved_is_not_written_to(panel):
    judging_round, [free, kept_out], [one, _two], officer = panel
    Conflict.objects.create(member=kept_out, application=one.application)
    move(judging_round, one, officer)
    assert kept_out.user.email not in {each.to_email for each in letters("times_moved")}
    assert free.user.email in {each.to_email for each in letters("times_moved")}


def test_another_building_is_another_place(panel):
    judging_round, _members, _entries, officer = panel
    judging_round.venue = "The new hall"
    actions.save_round(judging_round=judging_round, by=officer)
    told = letters("move_slot")
    assert [("The new hall" in " ".join(each.paragraphs)) for each in told] == [True, True]
    assert "The new hall" in told[0].calendar
    actions.save_round(judging_round=judging_round, by=officer)
    assert len(letters("move_slot")) == 2


def test_the_link_to_join_is_in_the_letter_and_in_the_calendar(panel):
    judging_round, _members, _entries, officer = panel
    day = Day.objects.create(round=judging_round)
    day.online_link = LINK
    set_up_day(day=day, by=officer)
    letter = letters("move_slot")[0]
    assert LINK in " ".join(letter.paragraphs)
    [event] = Calendar.from_ical(letter.calendar).events
    assert (event["conference"], LINK in event["description"]) == (LINK, True)
    set_up_day(day=day, by=officer)
    assert len(letters("move_slot")) == 2
