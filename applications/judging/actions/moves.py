"""A pitch moved: who must know."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

import audit.record
from accounts.models import User
from applications.journey.states import State

from .. import emails, slot_emails
from ..models import Round, Slot


def tell_moved(*, judging_round: Round, slots: Sequence[Slot], by: User) -> None:
    """Record that these slots have another time or place, and tell everybody, in the transaction of
    the change: who applies, their team and helpers, and each judge once."""
    for slot in slots:
        audit.record.record("judging.move_slot", slot, by=by, starts=slot.starts_at.isoformat())
        emails.tell_new_time(slot)
        slot_emails.tell_others(slot, moved=True)
    if slots:
        slot_emails.tell_judges(judging_round, slots)


@transaction.atomic
def tell_new_place(*, judging_round: Round, by: User) -> list[Slot]:
    """The building or the link to join changed: all who pitch from now on are told where."""
    to_come = judging_round.slots.filter(
        application__state=State.SCHEDULED, during__startswith__gt=timezone.now()
    )
    slots = list(
        to_come.select_related(
            "round__call__programme", "application__applicant", "application__call__programme"
        ).order_by("during", "pk")
    )
    tell_moved(judging_round=judging_round, slots=slots, by=by)
    return slots
