"""Asking for a place, saying yes by e-mail, giving it up, moving up.

People here have no account, so the platform acts for them (`by`). Whoever changes who comes holds
the event's row first; the database itself never lets an event be overfull.
"""

from datetime import timedelta
from enum import StrEnum

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import F, QuerySet, Sum
from django.utils import timezone

import audit.record
from accounts.models import User
from events import emails
from events.models import Event, Registration
from notifications.models import Message

HELD_FOR = timedelta(hours=1)
"""How long a place waits for its address to say yes."""
KEEP_UNCONFIRMED = timedelta(days=2)
LETTERS, LETTERS_A_DAY = 3, 5
"""First letters that one address gets for one event, and for all events in a day."""
OFFER_LASTS = timedelta(hours=24)
REMIND_BEFORE = timedelta(hours=30)
State = Registration.State


class Outcome(StrEnum):
    """What the page says: a place is theirs, held, perhaps free; or they wait."""

    COMING = "coming"
    HELD = "held"
    ASKED = "asked"
    WAITING = "waiting"


class Full(Exception):
    """So many places are not free (any more)."""


class Closed(Exception):
    """The event has begun, or is cancelled: nobody can ask for a place."""


def held(event: Event) -> Event:
    """The event, with its row locked."""
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
    is_theirs: bool = False,
    by: User,
) -> Outcome:
    """Ask for a place; with `wait`, for one on the waiting list if need be.

    Anybody can type anybody's address, so nothing is theirs before the owner of the address
    presses the button in the first letter. Until then a place is held, for an hour, and such
    holds take half of the places at most: invented addresses can't fill a hall. A third person
    gets a letter without a word of whoever typed the address, a few times at most. `is_theirs`
    says that the address is known to be the person's own: they are signed in.

    The answer never depends on whether the address is on the list already. Raises Full or Closed.
    """
    event, email, party = held(event), email.strip().lower(), 1 + guests
    if not event.is_open:
        raise Closed
    room = event.has_room(party)
    if not room and not wait:
        raise Full
    outcome = _outcome(event, party, room=room, is_theirs=is_theirs)
    if _had_enough(email):
        return outcome
    now = timezone.now()
    found, made = Registration.objects.get_or_create(
        event=event,
        email=email,
        defaults={
            "name": name,
            "language": language,
            "needs": needs,
            "interpreter": interpreter,
            "guests": guests,
            "state": STATES[outcome],
            "confirmed_at": now if is_theirs else None,
            "held_until": min(now + HELD_FOR, event.starts_at) if outcome == "held" else None,
        },
    )
    found.event = event
    if made:
        audit.record.record("events.register", found, by=by, event=event.pk, state=found.state)
    _write_again(found)
    return outcome


STATES = {
    Outcome.COMING: State.COMING,
    Outcome.HELD: State.HELD,
    Outcome.ASKED: State.WAITING,
    Outcome.WAITING: State.WAITING,
}


def _outcome(event: Event, party: int, *, room: bool, is_theirs: bool) -> Outcome:
    if is_theirs:
        return Outcome.COMING if room else Outcome.WAITING
    return Outcome.HELD if room and _may_hold(event, party) else Outcome.ASKED


def _may_hold(event: Event, party: int) -> bool:
    """Half of the places, rounded up, may wait for a yes at the same time."""
    if event.capacity is None:
        return True
    holds = event.registrations.filter(state=State.HELD).aggregate(places=Sum(F("guests") + 1))
    return (holds["places"] or 0) + party <= (event.capacity + 1) // 2


def _had_enough(email: str) -> bool:
    today = Registration.objects.unconfirmed().filter(
        email=email, asked_at__gt=timezone.now() - timedelta(days=1)
    )
    return (today.aggregate(letters=Sum("letters"))["letters"] or 0) >= LETTERS_A_DAY


def _write_again(mine: Registration) -> None:
    """The letter that fits, a few times at most, whoever asks for it."""
    if mine.letters < LETTERS:
        mine.letters += 1
        mine.save(update_fields=["letters"])
        _tell_state(mine)


def _tell_state(mine: Registration) -> None:
    letters = {
        State.COMING: emails.HAS_A_PLACE,
        State.WAITING: emails.IS_WAITING,
        State.OFFERED: emails.PLACE_IS_FREE,
    }
    letter = letters[State(mine.state)] if mine.confirmed_at else emails.PLEASE_CONFIRM
    emails.write(letter, mine)


def _mine(token: str) -> Registration | None:
    """The registration, with its event's row held before its own."""
    found = Registration.objects.filter(token=token).select_related("event").first()
    if found is None:
        return None
    event = held(found.event)
    mine = Registration.objects.select_for_update().filter(pk=found.pk).first()
    if mine:
        mine.event = event
    return mine


@transaction.atomic
def confirm(token: str, *, by: User) -> None:
    """The owner of the address says yes: the held place is theirs, or one that is free, or else
    they wait. Nothing happens once the event has begun or is called off."""
    mine = _mine(token)
    if mine is None or mine.confirmed_at or not mine.event.is_open:
        return
    has_place = mine.state == State.HELD or mine.event.has_room(mine.party)
    mine.state = State.COMING if has_place else State.WAITING
    mine.confirmed_at, mine.held_until = timezone.now(), None
    mine.save(update_fields=["state", "confirmed_at", "held_until"])
    audit.record.record("events.confirm", mine, by=by, event=mine.event_id, state=mine.state)
    _tell_state(mine)


@transaction.atomic
def accept(token: str, *, by: User) -> bool:
    """Take the place on offer. False when the offer is over."""
    mine = _mine(token)
    if mine is None or not mine.offered_until or mine.offered_until < timezone.now():
        return False
    mine.state, mine.offered_until = State.COMING, None
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
    if mine is None or not mine.confirmed_at:
        return
    more = guests - mine.guests
    free = mine.event.capacity is None or mine.event.places_taken + more <= mine.event.capacity
    if more > 0 and mine.state != State.WAITING and not free:
        raise Full
    mine.name, mine.language, mine.guests = name, language, guests
    mine.needs, mine.interpreter = needs, interpreter
    mine.save(update_fields=["name", "language", "needs", "interpreter", "guests"])
    audit.record.record("events.change_registration", mine, by=by, event=mine.event_id)
    move_up(mine.event, by=by)


@transaction.atomic
def cancel(token: str, *, by: User) -> None:
    """Delete what we know of the person, and offer their place to the next."""
    if mine := _mine(token):
        event = mine.event
        audit.record.record("events.cancel", mine, by=by, event=event.pk)
        forget_people(Registration.objects.filter(pk=mine.pk))
        move_up(event, by=by)


def forget_people(registrations: QuerySet[Registration]) -> None:
    """The people, and the letters to them that wait."""
    pks = list(registrations.values_list("pk", flat=True))
    kind = ContentType.objects.get_for_model(Registration)
    Message.objects.filter(content_type=kind, object_id__in=pks).delete()
    Registration.objects.filter(pk__in=pks).delete()


def move_up(event: Event, *, by: User) -> None:
    """Offer what is free to those who wait longest and fit. The event's row is held already."""
    event.refresh_from_db(fields=["places_taken", "capacity"])
    free = None if event.capacity is None else event.capacity - event.places_taken
    if not event.is_open:
        return
    for each in event.registrations.waiting().order_by("asked_at", "pk"):
        if free is not None and each.party > free:
            continue
        each.event = event
        each.state = State.OFFERED
        each.offered_until = min(timezone.now() + OFFER_LASTS, event.starts_at)
        each.save(update_fields=["state", "offered_until"])
        audit.record.record("events.offer", each, by=by, event=event.pk)
        _tell_state(each)
        free = None if free is None else free - each.party


def end_holds(*, by: User) -> int:
    """Places whose address said no yes in an hour go to those who wait; a late yes gets a place if
    one is free. After two days such addresses are deleted. Returns how many holds ended."""
    late = Registration.objects.filter(state=State.HELD, held_until__lte=timezone.now())
    ended = sum(_end_holds(pk, by=by) for pk in set(late.values_list("event_id", flat=True)))
    old = Registration.objects.unconfirmed().filter(asked_at__lte=timezone.now() - KEEP_UNCONFIRMED)
    for pk in old.values_list("pk", flat=True):
        _forget_unconfirmed(pk, by=by)
    return ended


@transaction.atomic
def _end_holds(event_id: int, *, by: User) -> int:
    event = Event.objects.select_for_update().get(pk=event_id)
    late = event.registrations.filter(state=State.HELD, held_until__lte=timezone.now())
    for each in (ended := list(late)):
        each.state, each.held_until = State.WAITING, None
        each.save(update_fields=["state", "held_until"])
        audit.record.record("events.end_hold", each, by=by, event=event_id)
    move_up(event, by=by)
    return len(ended)


@transaction.atomic
def _forget_unconfirmed(pk: int, *, by: User) -> None:
    if mine := Registration.objects.unconfirmed().select_for_update().filter(pk=pk).first():
        audit.record.record("events.forget_unconfirmed", mine, by=by, event=mine.event_id)
        forget_people(Registration.objects.filter(pk=pk))


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
        forget_people(Registration.objects.filter(pk=each.pk))
        emails.write(emails.OFFER_ENDED, each)
    move_up(event, by=by)
    return len(late)


def remind(*, by: User) -> int:
    """The day before, everybody with a place hears it once. Returns how many.

    Each person is a transaction of their own: a worker that is stopped goes on where it was.
    """
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
