"""Two workers at once, each with a connection of their own."""

from datetime import timedelta

from django.utils import timezone

from applications.reminders import actions
from applications.reminders.models import Ahead, Reminder
from notifications.models import Message
from tests.applications.training.test_places_at_once import at_once
from tests.factories.calls import CallFactory
from tests.factories.journey import ApplicationFactory

DRAFTS = 20


def test_two_workers_at_once_write_each_letter_once(own_database):
    now = timezone.now()
    call = CallFactory(closes_at=now + timedelta(days=6))
    for _each in range(DRAFTS):
        ApplicationFactory(call=call, created_at=now - timedelta(days=30))
    written = []

    def work() -> None:
        written.append(actions.remind_batch(call.pk, Ahead.WEEK, after=0))

    assert at_once(work, work) == []
    assert (sum(written), Message.objects.count(), Reminder.objects.count()) == (DRAFTS,) * 3
