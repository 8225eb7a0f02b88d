"""Drafts are reminded of three times at most, by whoever works, and never after a no."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

import audit.record
from applications.journey.models import Application, Extension, Helper
from applications.journey.states import State
from applications.reminders import actions
from applications.reminders.links import stop_token
from applications.reminders.models import Ahead, NoReminders, Reminder
from notifications.models import Message
from tests.factories.accounts import UserFactory
from tests.factories.calls import CallFactory
from tests.factories.journey import ApplicationFactory

pytestmark = pytest.mark.django_db
LONG_AGO = timedelta(days=30)


def call_ending_in(**time):
    now = timezone.now()
    return CallFactory(opens_at=now - LONG_AGO, closes_at=now + timedelta(**time))


def draft_in(call, **more) -> Application:
    return ApplicationFactory(call=call, created_at=timezone.now() - LONG_AGO, **more)


def remind(call, ahead: Ahead) -> int:
    return actions.remind_batch(call.pk, ahead, after=0)


def letters() -> list[str]:
    return list(Message.objects.order_by("pk").values_list("subject", flat=True))


@pytest.mark.parametrize(
    ("time", "ahead", "subject"),
    [
        ({"days": 6}, Ahead.WEEK, "You have one week left"),
        ({"hours": 40}, Ahead.TWO_DAYS, "You have two days left"),
        ({"hours": 5}, Ahead.LAST_DAY, "Today is the last day"),
    ],
)
def test_each_reminder_has_its_time(time, ahead, subject):
    call = call_ending_in(**time)
    draft_in(call)
    assert [remind(call, each) for each in Ahead] == [int(each == ahead) for each in Ahead]
    assert letters() == [subject]


def test_a_reminder_is_sent_once_however_often_the_worker_asks():
    call = call_ending_in(days=6)
    draft_in(call)
    assert [remind(call, Ahead.WEEK) for _each in range(3)] == [1, 0, 0]


def test_it_speaks_the_persons_language_and_the_calls_time():
    call = call_ending_in(days=6)
    draft = draft_in(call)
    draft.applicant.language = "ar"
    draft.applicant.save()
    remind(call, Ahead.WEEK)
    [letter] = Message.objects.all()
    assert letter.language == "ar"
    assert letter.action_url.endswith(f"/ar/applications/{draft.public_id}/tasks/")
    assert "/ar/reminders/" in letter.stop_url


def test_the_subject_is_plain_for_who_wants_that():
    call = call_ending_in(days=6)
    draft = draft_in(call)
    draft.applicant.plain_subjects = True
    draft.applicant.save()
    remind(call, Ahead.WEEK)
    assert letters() == ["A message for you"]


def test_who_sent_or_only_just_began_hears_nothing():
    call = call_ending_in(days=6)
    draft_in(call, state=State.SUBMITTED)
    ApplicationFactory(call=call)
    assert remind(call, Ahead.WEEK) == 0


def test_more_time_moves_the_reminders():
    call = call_ending_in(hours=5)
    draft = draft_in(call)
    until = timezone.now() + timedelta(days=6)
    Extension.objects.create(application=draft, until=until, reason="Ill", granted_by=UserFactory())
    assert (remind(call, Ahead.LAST_DAY), remind(call, Ahead.WEEK)) == (0, 1)


def test_helpers_who_fill_in_are_reminded_too():
    call = call_ending_in(days=6)
    draft = draft_in(call)
    for may_type in (True, False):
        user, now = UserFactory(), timezone.now()
        Helper.objects.create(
            application=draft,
            name="A friend",
            email=user.email,
            user=user,
            accepted_at=now,
            may_type=may_type,
            relation=Helper.Relation.FRIEND,
            consent_words="Yes",
            consent_version="test",
            invited_by=draft.applicant.user,
            ends_at=now + timedelta(days=9),
        )
    assert remind(call, Ahead.WEEK) == 2


def test_a_letter_that_waits_is_not_sent_once_the_draft_was():
    call = call_ending_in(days=6)
    sent, late = draft_in(call), draft_in(call)
    remind(call, Ahead.WEEK)
    Application.objects.filter(pk=sent.pk).update(
        state=State.SUBMITTED, submitted_at=timezone.now()
    )
    for pk in Message.objects.values_list("pk", flat=True):
        actions.deliver(pk)
    [letter] = Message.objects.all()
    assert (letter.object_id, letter.state) == (late.pk, Message.State.SENT)


def test_one_click_stops_the_reminders_of_one_draft():
    call = call_ending_in(days=6)
    draft = draft_in(call)
    user = draft.applicant.user
    other = draft_in(call, user=user)
    link = f"/reminders/{stop_token(user.pk, draft.pk)}/stop/"
    answer = Client(enforce_csrf_checks=True).post(link, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert remind(call, Ahead.WEEK) == 1
    assert Reminder.objects.get().application == other
    assert [each.action for each in audit.record.history(user)] == ["reminders.stop"]


def test_one_click_stops_what_waits_already_and_all_others():
    call = call_ending_in(days=6)
    draft = draft_in(call)
    user = draft.applicant.user
    remind(call, Ahead.WEEK)
    link = f"/reminders/{stop_token(user.pk, draft.pk)}/stop/"
    Client().post(link, {"everything": "1"})
    actions.deliver(Message.objects.get().pk)
    assert not Message.objects.exists()
    draft_in(call, user=user)
    assert remind(call, Ahead.WEEK) == 0
    Client().post(link, {"again": "1"})
    assert not NoReminders.objects.exists()
    assert remind(call, Ahead.WEEK) == 1


def test_looking_at_the_link_stops_nothing():
    draft = draft_in(call_ending_in(days=6))
    Client().get(f"/reminders/{stop_token(draft.applicant.user.pk, draft.pk)}/stop/")
    assert not NoReminders.objects.exists()


def test_batches_follow_each_other_and_miss_nobody(monkeypatch):
    monkeypatch.setattr(actions, "BATCH", 2)
    call = call_ending_in(days=6)
    drafts = [draft_in(call) for _each in range(5)]
    assert remind(call, Ahead.WEEK) == 2
    [job] = ProcrastinateJob.objects.filter(task_name="reminders.remind")
    assert job.args == {"call_id": call.pk, "ahead": 7, "after": drafts[1].pk}
    assert actions.remind_batch(call.pk, Ahead.WEEK, after=drafts[1].pk) == 2
    assert actions.remind_batch(call.pk, Ahead.WEEK, after=drafts[3].pk) == 1


@pytest.mark.parametrize("count", [1, 3])
def test_a_batch_takes_one_query_more_for_each_letter(count, django_assert_num_queries):
    call = call_ending_in(days=6)
    for _each in range(count):
        draft_in(call)
    with django_assert_num_queries(8 + count):
        assert remind(call, Ahead.WEEK) == count


@pytest.mark.parametrize(("hour", "jobs"), [(6, 0), (9, 3), (21, 0)])
def test_nobody_is_reminded_at_night(hour, jobs):
    with time_machine.travel(f"2026-11-20T{hour:02}:00:00Z", tick=False):
        call_ending_in(days=6)
        CallFactory(closes_at=timezone.now() + timedelta(days=40))
        actions.plan()
    assert ProcrastinateJob.objects.filter(task_name="reminders.remind").count() == jobs
