"""Ending a programme, and taking it up again: what it shows stays, what it takes in stops."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

import audit.record
from accounts.models import User

from .models import Programme

Hinders = Callable[[Programme], str]
_hinders: list[Hinders] = []


class StillBusy(Exception):
    """Something of the programme must come to its end first; `str()` says what."""


def hinders_ending(why: Hinders) -> Hinders:
    """Register a room's function that says what keeps a programme from ending; empty: nothing."""
    _hinders.append(why)
    return why


@transaction.atomic
def end_programme(programme: Programme, *, archive: bool, by: User) -> Programme:
    """Close the programme, or archive it: pages stay, forms go, every page says since when.

    The day of the first ending stands. Raises PermissionDenied, and StillBusy while people count
    on something that is open.
    """
    current = _held(programme, by)
    if reasons := [reason for why in _hinders if (reason := why(current))]:
        raise StillBusy(" ".join(reasons))
    current.over_since = current.over_since or timezone.localdate()
    current.state = Programme.State.ARCHIVED if archive else Programme.State.CLOSED
    current.save(update_fields=["state", "over_since"])
    audit.record.record("programmes.end", current, by=by, state=current.state)
    return current


@transaction.atomic
def resume_programme(programme: Programme, *, by: User) -> Programme:
    """Take up a programme that was over; one that goes on stays as it is.

    Raises PermissionDenied.
    """
    current = _held(programme, by)
    if current.is_over:
        current.state, current.over_since = Programme.State.DELIVERING, None
        current.save(update_fields=["state", "over_since"])
        audit.record.record("programmes.resume", current, by=by)
    return current


def _held(programme: Programme, by: User) -> Programme:
    if not by.has_perm("programmes.end_programme"):
        raise PermissionDenied
    return Programme.objects.select_for_update().get(pk=programme.pk)
