"""The worker's part: one batch of an event's people gets a letter."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from notifications.queue import queue

from . import emails, tasks
from .models import Announcement, Registration

BATCH = 100
LETTERS = {
    Announcement.Kind.CHANGED: emails.HAS_CHANGED,
    Announcement.Kind.CANCELLED: emails.IS_CANCELLED,
    Announcement.Kind.MESSAGE: emails.FROM_THE_TEAM,
}


@transaction.atomic
def tell_batch(announcement_id: int) -> None:
    """Queue the letters of the next people, and the batch after them, in one transaction.

    How far it came is stored with the letters: a second run, or one after a crash, goes on behind
    the last person told.
    """
    said = Announcement.objects.select_for_update().get(pk=announcement_id)
    if said.finished_at:
        return
    batch = [] if said.is_stale else list(_next(said)[:BATCH])
    words = {"text": said.text} if said.text else {}
    for each in batch:
        each.event = said.event
        emails.write(LETTERS[Announcement.Kind(said.kind)], each, **words)
    said.told += len(batch)
    if len(batch) < BATCH:
        said.finished_at = timezone.now()
    else:
        said.reached = batch[-1].pk
        queue(tasks.tell_next, priority=tasks.AFTER_THE_LETTERS, announcement_id=said.pk)
    said.save()


def _next(said: Announcement) -> QuerySet[Registration]:
    """People after those told already. Whoever said yes later got the letter of that day."""
    people = said.event.registrations.confirmed().filter(confirmed_at__lte=said.made_at)
    return people.filter(pk__gt=said.reached).order_by("pk")
