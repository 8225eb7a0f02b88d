"""Reminding people of their drafts, a batch at a time, and stopping it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

import audit.record
from accounts.models import User
from applications.calls.models import Call
from applications.journey.models import Application, Extension, Helper
from applications.journey.states import State
from notifications.actions import BULK
from notifications.delivery import deliver_message
from notifications.models import Message
from notifications.queue import queue, queue_many

from . import emails, tasks
from .drafts import with_last_moment
from .models import Ahead, NoReminders, SpokenReminder

BATCH = 500
WAKING = range(8, 20)
"""Hours of the call's own clock in which reminders go out."""
TAKE = """
INSERT INTO reminders_reminder (application_id, user_id, ahead, due_on, sent_at)
SELECT each.application, each.person, %s, each.due, now()
FROM unnest(%s::bigint[], %s::bigint[], %s::date[]) AS each (application, person, due)
ON CONFLICT DO NOTHING
RETURNING application_id, user_id
"""


def plan(now: datetime | None = None) -> None:
    """Queue the first batch of every reminder that is due in some call now."""
    now = now or timezone.now()
    for call in _calls(now):
        if now.astimezone(call.zone).hour in WAKING:
            for ahead in Ahead:
                _queue(call.pk, ahead, after=0)


def _calls(now: datetime) -> QuerySet[Call]:
    soon = now + Ahead.WEEK.starts
    extended = Extension.objects.filter(
        application__call=OuterRef("pk"), until__gt=now, until__lte=soon
    )
    running = Call.objects.filter(published_at__isnull=False, cancelled_at=None, opens_at__lte=now)
    return running.filter(Q(closes_at__gt=now, closes_at__lte=soon) | Exists(extended))


def _queue(call_id: int, ahead: int, *, after: int) -> None:
    """A lower priority than the letters': no more than a batch of letters waits."""
    name = f"reminders-{call_id}-{int(ahead)}-{after}"
    queue(
        tasks.remind,
        once=name,
        priority=tasks.AFTER_THE_LETTERS,
        call_id=call_id,
        ahead=int(ahead),
        after=after,
    )


@dataclass(frozen=True)
class Due:
    """One person to remind of one draft."""

    application: Application
    user: User
    at: datetime

    @property
    def is_called(self) -> bool:
        """The applicant, who likes a call or a message better; helpers get e-mail alone."""
        is_own = self.user.person_id == self.application.applicant_id
        return is_own and self.user.person.likes_a_call


@transaction.atomic
def remind_batch(call_id: int, ahead: Ahead, *, after: int, now: datetime | None = None) -> int:
    """Write the letters of the next drafts of a call, and queue the batch after them.

    Whoever comes second, also in the same moment, finds that PostgreSQL has the reminder already
    and writes none. Returns how many letters were written.
    """
    drafts = list(_drafts(call_id, ahead, now or timezone.now()).filter(pk__gt=after)[:BATCH])
    people = _without_called(ahead, list(_people(drafts)))
    taken = _take(ahead, people)
    letters = [
        letter
        for each in people
        if (each.application.pk, each.user.pk) in taken
        if (letter := emails.message(ahead, each.application, each.user, each.at))
    ]
    written = Message.objects.bulk_create(letters)
    queue_many(tasks.deliver, [{"message_id": each.pk} for each in written], priority=BULK)
    if len(drafts) == BATCH:
        _queue(call_id, ahead, after=drafts[-1].pk)
    return len(written)


def _drafts(call_id: int, ahead: Ahead, now: datetime) -> QuerySet[Application]:
    """A call's drafts whose own last moment lies that far ahead, and that were begun before."""
    return (
        with_last_moment(Application.objects.filter(call=call_id, state=State.DRAFT))
        .filter(
            due__gt=now + ahead.ends,
            due__lte=now + ahead.starts,
            created_at__lt=F("due") - ahead.starts,
        )
        .select_related("call", "applicant__user__person")
        .order_by("pk")
    )


def _people(drafts: list[Application]) -> Iterable[Due]:
    """The applicants, and who fills in with them; without those who want no reminders."""
    pairs = [(each, each.applicant.user) for each in drafts if hasattr(each.applicant, "user")]
    by_pk = {each.pk: each for each in drafts}
    helpers = Helper.objects.in_force().filter(application__in=by_pk, may_type=True)
    pairs += [
        (by_pk[each.application_id], each.user)
        for each in helpers.select_related("user__person")
        if each.user
    ]
    quiet = NoReminders.objects.filter(user__in={user.pk for _draft, user in pairs})
    refused = set(quiet.values_list("user", "application"))
    for draft, user in pairs:
        if user.is_active and not {(user.pk, draft.pk), (user.pk, None)} & refused:
            yield Due(draft, user, draft.due)  # type: ignore[attr-defined]  # annotated


def _without_called(ahead: Ahead, people: list[Due]) -> list[Due]:
    """An officer reminds applicants who like a call or a message better. They get an e-mail on
    their last day alone, and only if nobody has reminded them until then."""
    called = {each.application.pk: each for each in people if each.is_called}
    if called and ahead == Ahead.LAST_DAY:
        said = SpokenReminder.objects.filter(application__in=called)
        reached = dict(said.order_by("until").values_list("application", "until"))
        called = {pk: called[pk] for pk, until in reached.items() if until >= called[pk].at}
    return [each for each in people if each not in called.values()]


def _take(ahead: Ahead, people: list[Due]) -> set[tuple[int, int]]:
    """Claim the reminders; those that were sent before are not among the answer."""
    days = [each.at.astimezone(each.application.call.zone).date() for each in people]
    with connection.cursor() as cursor:
        cursor.execute(
            TAKE,
            [
                int(ahead),
                [each.application.pk for each in people],
                [each.user.pk for each in people],
                days,
            ],
        )
        return set(cursor.fetchall())


def deliver(message_id: int) -> None:
    """Send one reminder, unless its draft was sent or its reader stopped or was called."""
    message = Message.objects.filter(pk=message_id, state=Message.State.QUEUED).first()
    if message is None:
        return
    is_draft = Application.objects.filter(pk=message.object_id, state=State.DRAFT).exists()
    if is_draft and not _stopped(message) and not _called(message):
        deliver_message(message_id)
    else:
        message.delete()


def _stopped(message: Message) -> bool:
    said = Q(application=message.object_id) | Q(application=None)
    return NoReminders.objects.filter(said, user=message.user_id).exists()


def _called(message: Message) -> bool:
    said = SpokenReminder.objects.filter(application=message.object_id, until__gt=timezone.now())
    return said.filter(application__applicant__user=message.user_id).exists()


@transaction.atomic
def stop(*, user: User, application: Application | None, by: User) -> None:
    """No more reminders of this draft, or of any. Twice is harmless."""
    _said, made = NoReminders.objects.get_or_create(user=user, application=application)
    if made:
        which = application.pk if application else None
        audit.record.record("reminders.stop", user, by=by, application=which)


@transaction.atomic
def resume(*, user: User, by: User) -> None:
    """Reminders again, of every draft."""
    if NoReminders.objects.filter(user=user).delete()[0]:
        audit.record.record("reminders.resume", user, by=by)
