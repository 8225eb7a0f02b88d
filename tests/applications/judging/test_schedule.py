"""The pitch day: nobody and no room is in two places at once."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

import audit.record
from applications.journey import actions as journey
from applications.journey.states import State
from applications.journey.workflow import ChangedMeanwhile, NotPermitted
from applications.judging import actions
from applications.judging.actions.panels import check_bookings
from applications.judging.models import Conflict, Seat, Slot
from applications.judging.refusals import JudgingRefused
from applications.judging.round_page import free_again
from notifications.models import Message
from tests.factories.accounts import UserFactory
from tests.factories.judging import RoundFactory, officer_of, pitch, ready, seat
from tests.sessions import signed_in

pytestmark = pytest.mark.django_db

NOON = datetime(2027, 1, 15, 12, 0, tzinfo=UTC)


@pytest.fixture
def judging_round():
    return RoundFactory(starts_at=NOON)


def plan(judging_round, *applications, first=NOON, room="Room 1"):
    return actions.suggest(applications, first=first, minutes=10, break_minutes=5, room=room)


def schedule(judging_round, planned):
    return actions.schedule(judging_round=judging_round, plan=planned, by=officer_of(judging_round))


def test_suggest_puts_a_break_between_pitches(judging_round):
    planned = plan(judging_round, ready(judging_round), ready(judging_round))
    assert [each.starts_at for each in planned] == [NOON, NOON + timedelta(minutes=15)]


def test_schedule_moves_records_and_tells_the_time_in_words(judging_round):
    application = ready(judging_round)
    schedule(judging_round, plan(judging_round, application))
    application.refresh_from_db()
    assert application.state == State.SCHEDULED
    assert [e.action for e in audit.record.history(application)] == ["application.schedule"]
    [message] = Message.objects.all()
    assert message.subject == "Your pitch time: Friday 15 January 2027, 12:00"
    assert (
        f"When: Friday 15 January 2027, 12:00 to 12:10 (Europe/London)\n"
        f"Where: {judging_round.venue}, Room 1"
    ) in message.paragraphs


def test_schedule_again_the_same_changes_and_tells_nothing(judging_round):
    application = ready(judging_round)
    planned = plan(judging_round, application)
    schedule(judging_round, planned)
    assert schedule(judging_round, planned) == []
    assert Message.objects.count() == 1


def test_two_pitches_can_change_places(judging_round):
    one, two = ready(judging_round), ready(judging_round)
    schedule(judging_round, plan(judging_round, one, two))
    schedule(judging_round, plan(judging_round, two, one))
    slots = Slot.objects.order_by("during")
    assert [slot.application for slot in slots] == [two, one]
    assert Message.objects.filter(kind="judging.move_slot").count() == 2
    for slot in slots:
        assert [e.action for e in audit.record.history(slot)] == ["judging.move_slot"]


def test_schedule_two_in_one_room_is_refused_and_moves_none(judging_round):
    one, two = ready(judging_round), ready(judging_round)
    with pytest.raises(JudgingRefused, match="in one room at once"):
        schedule(judging_round, plan(judging_round, one) + plan(judging_round, two))
    one.refresh_from_db()
    assert (one.state, Slot.objects.count(), Message.objects.count()) == (
        State.READY_TO_PITCH,
        0,
        0,
    )


def test_schedule_an_applicant_twice_at_once_is_refused(judging_round):
    user = UserFactory()
    one, two = ready(judging_round, user=user), ready(judging_round, user=user)
    with pytest.raises(JudgingRefused, match="An applicant would pitch in two places"):
        schedule(judging_round, plan(judging_round, one) + plan(judging_round, two, room="Room 2"))


def test_schedule_a_judge_twice_at_once_is_refused_unless_they_keep_out(judging_round):
    member = seat(judging_round)
    one, two = ready(judging_round), ready(judging_round)
    both = plan(judging_round, one) + plan(judging_round, two, room="Room 2")
    with pytest.raises(JudgingRefused, match="A judge would be in two places"):
        schedule(judging_round, both)
    Conflict.objects.create(member=member, application=two)
    schedule(judging_round, both)
    assert [seat.slot.application for seat in Seat.objects.all()] == [one]


def test_a_judge_of_another_panel_at_that_time_can_not_be_invited(judging_round):
    member = seat(judging_round)
    pitch(judging_round)
    other = RoundFactory(starts_at=NOON)
    pitch(other)
    with pytest.raises(JudgingRefused, match="judges somewhere else"):
        actions.invite_to_panel(
            judging_round=other,
            name="",
            email=member.user.email,
            chairs=False,
            by=officer_of(other),
        )


def test_the_same_room_name_in_another_building_is_another_room(judging_round):
    pitch(judging_round, room="Room 1")
    pitch(RoundFactory(starts_at=NOON), room="Room 1")
    check_bookings()
    pitch(RoundFactory(starts_at=NOON, venue=judging_round.venue), room="Room 1")
    with pytest.raises(IntegrityError, match="room_is_free"), transaction.atomic():
        check_bookings()
    Slot.objects.all().delete()


def test_schedule_what_moved_on_or_is_not_the_rounds_is_refused(judging_round):
    application = ready(judging_round)
    [planned] = plan(judging_round, application)
    stale = actions.Planned(application, NOON, 10, "Room 1", seen=State.ELIGIBLE)
    with pytest.raises(ChangedMeanwhile):
        schedule(judging_round, [stale])
    with pytest.raises(JudgingRefused, match="cannot come before this panel"):
        schedule(RoundFactory(), [planned])
    with pytest.raises(NotPermitted):
        actions.schedule(judging_round=judging_round, plan=[planned], by=UserFactory())


def taken_back(application):
    journey.withdraw(application, by=application.applicant.user, seen=application.state)


def came_back(application):
    journey.undo_withdrawal(application, by=application.applicant.user, seen=application.state)


@pytest.fixture
def given_back(judging_round):
    """An application whose pitch time became free when it was taken back."""
    application = ready(judging_round)
    schedule(judging_round, plan(judging_round, application))
    application.refresh_from_db()
    taken_back(application)
    return application


def test_taking_an_application_back_frees_its_time_for_another(judging_round, given_back):
    assert not Slot.objects.exists()
    assert free_again(judging_round) == ["12:00 · Room 1"]
    waiting = ready(judging_round)
    schedule(judging_round, plan(judging_round, waiting))
    assert [slot.application for slot in Slot.objects.all()] == [waiting]
    assert free_again(judging_round) == []
    [freed] = [
        entry
        for entry in audit.record.history(judging_round)
        if entry.action == "judging.free_slot"
    ]
    assert (freed.user, freed.data["application"]) == (
        given_back.applicant.user,
        given_back.pk,
    )


def test_the_officers_screen_of_times_names_the_free_one(judging_round, given_back):
    client = signed_in(officer_of(judging_round))
    page = client.get(reverse("judging_admin:schedule", args=[judging_round.public_id]))
    assert page.content.decode().count("12:00 · Room 1") == 1


def test_an_application_that_comes_back_has_its_time_again(judging_round, given_back):
    came_back(given_back)
    [slot] = Slot.objects.all()
    assert (slot.application, slot.starts_at, slot.room) == (given_back, NOON, "Room 1")
    assert free_again(judging_round) == []
    assert given_back.state == State.SCHEDULED


def test_an_application_whose_time_went_to_another_gets_a_new_one(judging_round, given_back):
    schedule(judging_round, plan(judging_round, ready(judging_round)))
    came_back(given_back)
    assert not hasattr(type(given_back).objects.get(pk=given_back.pk), "slot")
    client = signed_in(officer_of(judging_round))
    page = client.get(reverse("judging_admin:schedule", args=[judging_round.public_id]))
    assert [row[1] for row in page.context["shown"]][-1] == given_back
    later = plan(judging_round, given_back, first=NOON + timedelta(hours=1))
    [slot] = schedule(judging_round, later)
    assert (slot.application, given_back.state) == (given_back, State.SCHEDULED)


def test_a_pitch_that_was_held_keeps_its_time(judging_round):
    application = ready(judging_round)
    schedule(judging_round, plan(judging_round, application))
    application.refresh_from_db()
    with time_machine.travel(NOON + timedelta(hours=1)):
        taken_back(application)
    assert Slot.objects.get().application == application
