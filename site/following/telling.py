"""The worker's part: one batch of followers hears a notice."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone

from notifications.actions import BULK
from notifications.models import Message
from notifications.queue import queue, queue_many
from notifications.tasks import deliver

from . import emails, tasks
from .models import Follow, Notice

BATCH = 500


@transaction.atomic
def tell_batch(notice_id: int) -> None:
    """Queue the letters of the next followers, and the batch after them, in one transaction.

    The batch after them has a lower priority than the letters, so that no more than a batch of
    letters waits. A second run at the same time waits for the first, and goes on after it.
    """
    notice = Notice.objects.select_for_update().get(pk=notice_id)
    if notice.finished_at:
        return
    batch = list(_next(notice)[:BATCH])
    _write(notice, batch)
    notice.told += len(batch)
    if len(batch) < BATCH:
        notice.reached, notice.finished_at = "", timezone.now()
    else:
        notice.reached = batch[-1].email
        queue(tasks.tell_next, priority=tasks.AFTER_THE_LETTERS, notice_id=notice_id)
    notice.save()


def _next(notice: Notice):
    """Confirmed followers after those told already, one row for an address."""
    return (
        Follow.objects.confirmed()
        .filter(topic__in=notice.topics, email__gt=notice.reached)
        .order_by("email", "pk")
        .distinct("email")
    )


def _write(notice: Notice, batch: list[Follow]) -> None:
    about = ContentType.objects.get_for_model(Follow)
    letters = Message.objects.bulk_create(_letter(notice, each, about) for each in batch)
    queue_many(deliver, [{"message_id": letter.pk} for letter in letters], priority=BULK)


def _letter(notice: Notice, follow: Follow, about: ContentType) -> Message:
    words = notice.words.get(follow.language) or notice.words[settings.LANGUAGE_CODE]
    return Message(
        kind=notice.kind,
        language=follow.language,
        to_email=follow.email,
        subject=words["subject"],
        paragraphs=words["paragraphs"],
        action_label=words["action_label"],
        action_url=words["url"],
        acknowledgement=words.get("acknowledgement", ""),
        stop_url=emails.stop_url(follow),
        content_type=about,
        object_id=follow.pk,
    )
