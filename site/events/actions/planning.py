"""What staff do with an event: plan it, call it off, write to its people, say who came."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

import audit.record
from accounts.models import User
from events import tasks
from events.models import Announcement, Event
from notifications.queue import queue

from .places import forget_people, held, move_up

KEEP_PEOPLE = timedelta(days=30)
"""How long after an event its list of people is kept."""
TOLD = ("name", "name_words", "starts_at", "ends_at", "time_zone", "place", "place_words", "link")
"""Changes that everybody who comes must hear."""
Kind = Announcement.Kind


def _need(by: User, *events: Event) -> None:
    if not all(by.has_perm("events.plan", event) for event in events):
        raise PermissionDenied


@transaction.atomic
def keep(event: Event, *, by: User) -> Event:
    """Store a new event, or a changed one; whoever comes hears of changes that matter to them.

    Raises IntegrityError when more people have a place than the new number of places,
    PermissionDenied for an event outside the programmes and cities of `by`.
    """
    _need(by, event)
    if event.pk is None:
        event.save()
        audit.record.record("events.make", event, by=by)
        return event
    before = held(event)
    _need(by, before)
    changed = [name for name in TOLD if getattr(before, name) != getattr(event, name)]
    event.sequence, event.changed_at = before.sequence, timezone.now()
    event.sequence += bool(changed)
    event.places_taken = before.places_taken
    event.save()
    audit.record.record("events.change", event, by=by, changed=changed)
    if changed:
        _announce(event, Kind.CHANGED)
    move_up(event, by=by)
    return event


@transaction.atomic
def call_off(event: Event, *, by: User) -> None:
    """The event does not take place: calendars and everybody on the list hear it. Only once."""
    _need(by, event)
    event = held(event)
    if event.cancelled_at:
        return
    event.cancelled_at = event.changed_at = timezone.now()
    event.sequence += 1
    event.save(update_fields=["cancelled_at", "changed_at", "sequence"])
    audit.record.record("events.call_off", event, by=by)
    _announce(event, Kind.CANCELLED)


@transaction.atomic
def write_to_all(event: Event, *, text: str, by: User) -> int:
    """Staff's own words to everybody on the list. Returns how many that are."""
    _need(by, event)
    audit.record.record("events.write", event, by=by)
    _announce(event, Kind.MESSAGE, text=text)
    return event.registrations.confirmed().count()


def _announce(event: Event, kind: Announcement.Kind, *, text: str = "") -> None:
    """The worker writes the letters, so that nobody waits in front of a screen for a full hall."""
    if event.registrations.confirmed().exists():
        made = Announcement.objects.create(event=event, kind=kind, text=text)
        queue(tasks.tell_next, priority=tasks.AFTER_THE_LETTERS, announcement_id=made.pk)


@transaction.atomic
def mark_came(event: Event, *, came: list[int], by: User) -> None:
    """Who of those with a place was there."""
    _need(by, event)
    with_a_place = event.registrations.with_a_place()
    with_a_place.filter(pk__in=came).update(came=True)
    with_a_place.exclude(pk__in=came).update(came=False)
    audit.record.record("events.mark_came", event, by=by, number=with_a_place.count())


def forget(*, by: User) -> int:
    """A month after an event its people are deleted; how many there were stays."""
    old = Event.objects.filter(forgotten_at=None, ends_at__lt=timezone.now() - KEEP_PEOPLE)
    return sum(_forget_people(pk, by=by) for pk in old.values_list("pk", flat=True))


@transaction.atomic
def _forget_people(pk: int, *, by: User) -> int:
    event = Event.objects.select_for_update().get(pk=pk)
    people = event.registrations.with_a_place()
    counts = people.aggregate(registered=Count("pk"), came=Count("pk", filter=Q(came=True)))
    event.number_registered, event.number_came = counts["registered"], counts["came"]
    event.forgotten_at = timezone.now()
    event.save(update_fields=["number_registered", "number_came", "forgotten_at"])
    forget_people(event.registrations.all())
    event.announcements.all().delete()
    audit.record.record("events.forget", event, by=by)
    return 1
