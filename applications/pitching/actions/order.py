"""The running order: put in another order, and a late one given the next gap."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

import audit.record
from accounts.models import User
from applications.judging.actions import Planned, schedule
from applications.judging.actions.allowed import locked
from applications.judging.models import Slot

from ..models import Stage, Turn
from ..models.days import day_of
from ..order import Piece, first_gap, minutes_of, times
from ..refusals import DayRefused, TurnChanged
from ..states import OVER, TO_COME, TurnState
from .running import held

MOST_EXTRA = 60


@dataclass(frozen=True)
class Wanted:
    """A turn's place in the order: the room, the break before it, minutes more than usual."""

    turn: Turn
    room: str
    pause: int = 0
    extra: int = 0


@transaction.atomic
def arrange(*, stage: Stage, wanted: Sequence[Wanted], first: datetime, by: User) -> list[Slot]:
    """Give the turns to come their times, one after the other; returns the slots that moved.

    Only who gets another time or room is told. Raises NotPermitted, JudgingRefused when somebody
    would be in two places at once, DayRefused for a turn that is on stage or over.
    """
    judging_round = locked(stage.round)
    day = day_of(judging_round)
    for each in wanted:
        if each.turn.state not in TO_COME or each.turn.slot.round_id != judging_round.pk:
            raise DayRefused(
                _("“%(title)s” is not to come any more. Look at the order again.")
                % {"title": each.turn.slot.application.title}
            )
        if not 0 <= each.extra <= MOST_EXTRA or not 0 <= each.pause <= 24 * 60:
            raise DayRefused(_("Give 0 to %(most)s minutes.") % {"most": MOST_EXTRA})
        each.turn.extra_minutes = each.extra
    pieces = [Piece(each.turn.pk, minutes_of(each.turn, day), each.pause) for each in wanted]
    begins = times(pieces, first)
    plan = [
        Planned(each.turn.slot.application, begins[piece.key], piece.minutes, each.room)
        for each, piece in zip(wanted, pieces, strict=True)
    ]
    moved = schedule(judging_round=judging_round, plan=plan, by=by)
    Turn.objects.bulk_update([each.turn for each in wanted], ["extra_minutes"])
    return moved


@transaction.atomic
def give_next_gap(*, turn: Turn, seen: int, by: User) -> Turn:
    """Somebody who came late pitches in the next gap of the day, or at its end, and is told so.

    No judge and no team is double booked. The same press twice has one effect.
    """
    now = held(turn, by)
    if now.version != seen:
        raise TurnChanged(_("Somebody else pressed a button. Look again, then press."))
    if now.state not in (TurnState.LATE, TurnState.ABSENT):
        raise DayRefused(_("Write down first that they are late."))
    day = day_of(now.stage.round)
    minutes = minutes_of(now, day)
    start = first_gap(_busy(now), after=timezone.now(), minutes=minutes, pause=day.break_minutes)
    now.state, now.before = TurnState.WAITING, None
    now.version += 1
    now.save(update_fields=["state", "before", "version"])
    planned = Planned(now.slot.application, start, minutes, now.slot.room)
    schedule(judging_round=now.stage.round, plan=[planned], by=by)
    audit.record.record("pitching.next_gap", now, by=by, starts=start.isoformat())
    return now


def _busy(turn: Turn) -> list[tuple[datetime, datetime]]:
    """What the panel has before it from now on, on any of its stages."""
    others = Turn.objects.in_order().filter(slot__round=turn.stage.round_id).exclude(pk=turn.pk)
    found = []
    for each in others.exclude(state__in=OVER):
        begins, ends = each.slot.starts_at, each.slot.ends_at
        if each.live:
            ends = max(ends, timezone.now() + (ends - begins))
            begins = min(begins, timezone.now() - timedelta(minutes=1))
        found.append((begins, ends))
    return found
