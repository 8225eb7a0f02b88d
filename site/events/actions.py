"""Asking for a place, giving it up, moving up, and what staff do with an event.

People here have no account, so the platform acts for them (`by`). Whoever changes who comes holds
the event's row first; the database itself never lets an event be overfull.
"""

from datetime import timedelta
from enum import StrEnum

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

import audit.record
from accounts.models import User
from notifications.models import Message

from . import emails
from .models import Event, Registration

OFFER_LASTS = timedelta(hours=24)
REMIND_BEFORE = timedelta(hours=30)
KEEP_PEOPLE = timedelta(days=30)
"""How long after an event its list of people is kept."""
TOLD = ("name", "name_words", "starts_at", "ends_at", "time_zone", "place", "place_words", "link")
"""Changes that everybody who comes must hear."""


class Outcome(StrEnum):
    COMING = "coming"
    WAITING = "waiting"


class Full(Exception):
    """So many places are not free (any more)."""


class Closed(Exception):
    """The event has begun, or is cancelled: nobody can ask for a place."""


def _held(event: Event) -> Event:
    return Event.objects.select_for_update().get(pk=event.pk)


@transaction.atomic
def register(
    event: Event,
    *,
    name: str,
    email: str,
    language: str,
    needs: str = "",
    interpreter: str = "",
    guests: int = 0,
    wait: bool = False,
    by: User,
) -> Outcome:
    """Give a place, or with `wait` a place on the waiting list, and write to the person.

    Somebody who has registered already gets their letter again, and the caller learns nothing of
    it. Raises Full or Closed.
    """
    event = _held(event)
    if not event.is_open:
        raise Closed
    has_room = event.has_room(1 + guests)
    if not has_room and not wait:
        raise Full
    state = Registration.State.COMING if has_room else Registration.State.WAITING
    found, made = Registration.objects.get_or_create(
        event=event,
        email=email.strip().lower(),
        defaults={
            "name": name,
            "language": language,
            "needs": needs,
            "interpreter": interpreter,
            "guests": guests,
            "state": state,
        },
    )
    if made:
        audit.record.record("events.register", found, by=by, event=event.pk, state=state.value)
    _tell_state(found)
    return Outcome(state)


def _tell_state(registration: Registration) -> None:
    letters = {
        Registration.State.COMING: (emails.HAS_A_PLACE, {}),
        Registration.State.WAITING: (emails.IS_WAITING, {}),
        Registration.State.OFFERED: (emails.PLACE_IS_FREE, {"until": ""}),
    }
    letter, values = letters[Registration.State(registration.state)]
    emails.write(letter, registration, **values)


def _mine(token: str) -> Registration | None:
    """The registration, with its event's row held before its own."""
    found = Registration.objects.filter(token=token).select_related("event").first()
    if found is None:
        return None
    event = _held(found.event)
    mine = Registration.objects.select_for_update().filter(pk=found.pk).first()
    if mine:
        mine.event = event
    return mine


@transaction.atomic
def accept(token: str, *, by: User) -> bool:
    """Take the place on offer. False when the offer is over."""
    mine = _mine(token)
    if mine is None or not mine.offered_until or mine.offered_until < timezone.now():
        return False
    mine.state, mine.offered_until = Registration.State.COMING, None
    mine.save(update_fields=["state", "offered_until"])
    audit.record.record("events.accept", mine, by=by, event=mine.event_id)
    _tell_state(mine)
    return True


@transaction.atomic
def change(
    token: str, *, name: str, language: str, needs: str, interpreter: str, guests: int, by: User
) -> None:
    """What the person told us, told anew. Raises Full when there is no room for more guests."""
    mine = _mine(token)
    if mine is None:
        return
    more = guests - mine.guests
    free = mine.event.capacity is None or mine.event.places_taken + more <= mine.event.capacity
    if more > 0 and mine.state != Registration.State.WAITING and not free:
        raise Full
    mine.name, mine.language, mine.guests = name, language, guests
    mine.needs, mine.interpreter = needs, interpreter
    mine.save(update_fields=["name", "language", "needs", "interpreter", "guests"])
    audit.record.record("events.change_registration", mine, by=by, event=mine.event_id)
    _move_up(mine.event, by=by)


@transaction.atomic
def cancel(token: str, *, by: User) -> None:
    """Delete what we know of the person, and offer their place to the next."""
    if mine := _mine(token):
        event = mine.event
        audit.record.record("events.cancel", mine, by=by, event=event.pk)
        _forget(Registration.objects.filter(pk=mine.pk))
        _move_up(event, by=by)


def _forget(registrations: QuerySet[Registration]) -> None:
    """The people, and the letters to them that wait."""
    pks = list(registrations.values_list("pk", flat=True))
    kind = ContentType.objects.get_for_model(Registration)
    Message.objects.filter(content_type=kind, object_id__in=pks).delete()
    Registration.objects.filter(pk__in=pks).delete()


def _move_up(event: Event, *, by: User) -> None:
    """Offer what is free to those who wait longest and fit. The event's row is held already."""
    event.refresh_from_db(fields=["places_taken", "capacity"])
    free = None if event.capacity is None else event.capacity - event.places_taken
    if not event.is_open:
        return
    for each in event.registrations.waiting().order_by("asked_at", "pk"):
        if free is not None and each.party > free:
            continue
        each.event = event
        each.state = Registration.State.OFFERED
        each.offered_until = min(timezone.now() + OFFER_LASTS, event.starts_at)
        each.save(update_fields=["state", "offered_until"])
        audit.record.record("events.offer", each, by=by, event=event.pk)
        _tell_state(each)
        free = None if free is None else free - each.party


def end_offers(*, by: User) -> int:
    """Places that nobody took in time go to the next. Returns how many offers ended."""
    late = Registration.objects.offered().filter(offered_until__lte=timezone.now())
    return sum(_end_offers(pk, by=by) for pk in set(late.values_list("event_id", flat=True)))


@transaction.atomic
def _end_offers(event_id: int, *, by: User) -> int:
    event = Event.objects.select_for_update().get(pk=event_id)
    late = list(event.registrations.offered().filter(offered_until__lte=timezone.now()))
    for each in late:
        each.event = event
        audit.record.record("events.end_offer", each, by=by, event=event_id)
        _forget(Registration.objects.filter(pk=each.pk))
        emails.write(emails.OFFER_ENDED, each)
    _move_up(event, by=by)
    return len(late)


def remind(*, by: User) -> int:
    """The day before, everybody with a place hears it once. Returns how many."""
    soon = timezone.now() + REMIND_BEFORE
    due = Registration.objects.with_a_place().filter(
        reminded_at=None,
        event__cancelled_at=None,
        event__starts_at__gt=timezone.now(),
        event__starts_at__lte=soon,
    )
    return sum(_remind(pk) for pk in due.values_list("pk", flat=True))


@transaction.atomic
def _remind(pk: int) -> int:
    mine = Registration.objects.select_for_update().filter(pk=pk, reminded_at=None).first()
    if mine is None:
        return 0
    mine.reminded_at = timezone.now()
    mine.save(update_fields=["reminded_at"])
    emails.write(emails.TOMORROW, mine)
    return 1


@transaction.atomic
def keep(event: Event, *, by: User) -> Event:
    """Store a new event, or a changed one; whoever comes hears of changes that matter to them.

    Raises IntegrityError when more people have a place than the new number of places.
    """
    if event.pk is None:
        event.save()
        audit.record.record("events.make", event, by=by)
        return event
    before = _held(event)
    changed = [name for name in TOLD if getattr(before, name) != getattr(event, name)]
    event.sequence, event.changed_at = before.sequence, timezone.now()
    event.sequence += bool(changed)
    event.places_taken = before.places_taken
    event.save()
    audit.record.record("events.change", event, by=by, changed=changed)
    if changed:
        _tell(event, emails.HAS_CHANGED)
    _move_up(event, by=by)
    return event


@transaction.atomic
def call_off(event: Event, *, by: User) -> None:
    """The event does not take place: calendars and everybody on the list hear it. Only once."""
    event = _held(event)
    if event.cancelled_at:
        return
    event.cancelled_at = event.changed_at = timezone.now()
    event.sequence += 1
    event.save(update_fields=["cancelled_at", "changed_at", "sequence"])
    audit.record.record("events.call_off", event, by=by)
    _tell(event, emails.IS_CANCELLED)


@transaction.atomic
def write_to_all(event: Event, *, text: str, by: User) -> int:
    """Staff's own words to everybody on the list. Returns how many."""
    audit.record.record("events.write", event, by=by)
    return _tell(event, emails.FROM_THE_TEAM, text=text)


def _tell(event: Event, letter, **values: object) -> int:
    people = list(event.registrations.all())
    for each in people:
        each.event = event
        emails.write(letter, each, **values)
    return len(people)


@transaction.atomic
def mark_came(event: Event, *, came: list[int], by: User) -> None:
    """Who of those with a place was there."""
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
    _forget(event.registrations.all())
    audit.record.record("events.forget", event, by=by)
    return 1
