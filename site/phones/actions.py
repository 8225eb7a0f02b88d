"""What is done to a sign-in on a shared phone."""

from datetime import timedelta
from enum import Enum, auto
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils import timezone

import audit.record
from accounts.models import User

from .models import LONGEST, MOST_TRIES, SharedPhone

WORTH_A_WRITE = timedelta(seconds=20)
"""Clicks closer together than this are one."""


class Tried(Enum):
    """What came of a PIN."""

    OPEN = auto()
    WRONG = auto()
    OVER = auto()


@transaction.atomic
def begin(*, pin: str, by: User) -> SharedPhone:
    """From now on this sign-in locks when it is quiet, and opens with `pin`."""
    phone = SharedPhone.objects.create(user=by, pin=make_password(pin))
    audit.record.record("phones.begin", by, by=by)
    return phone


def saw(phone: SharedPhone) -> None:
    """There was a click: the quiet time begins again."""
    now = timezone.now()
    if now - phone.seen_at > WORTH_A_WRITE:
        SharedPhone.objects.filter(pk=phone.pk, locked_at=None).update(seen_at=now)


def lock(phone: SharedPhone) -> None:
    """Show nothing until the PIN was typed. Locking again changes nothing."""
    SharedPhone.objects.filter(pk=phone.pk, locked_at=None).update(locked_at=timezone.now())


@transaction.atomic
def open_with(pin: str, *, key: UUID, by: User) -> Tried:
    """Try a PIN. The row is held meanwhile, so that many tries at once count as many.

    The fifth wrong one ends the sign-in, as does a PIN that comes too late.
    """
    phone = SharedPhone.objects.select_for_update().filter(pk=key, user=by).first()
    now = timezone.now()
    if phone is None:
        return Tried.OVER
    if phone.is_over(now):
        _end(phone, by)
        return Tried.OVER
    if check_password(pin, phone.pin):
        phone.wrong_tries, phone.locked_at, phone.seen_at = 0, None, now
        phone.save(update_fields=["wrong_tries", "locked_at", "seen_at"])
        return Tried.OPEN
    if phone.wrong_tries + 1 >= MOST_TRIES:
        audit.record.record("phones.wrong_pins", by, by=by, tries=MOST_TRIES)
        _end(phone, by)
        return Tried.OVER
    phone.wrong_tries += 1
    phone.save(update_fields=["wrong_tries"])
    return Tried.WRONG


@transaction.atomic
def end(phone: SharedPhone, *, by: User) -> None:
    """The sign-in on this phone is over, or it is the person's own phone after all."""
    _end(phone, by)


def _end(phone: SharedPhone, by: User) -> None:
    if phone.delete()[0]:
        audit.record.record("phones.end", by, by=by)


def forget_ended() -> int:
    """Take away the rows of sign-ins that ended by themselves. Returns how many went."""
    over = SharedPhone.objects.filter(seen_at__lt=timezone.now() - LONGEST)
    return over.delete()[0]
