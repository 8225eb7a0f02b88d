"""The running order's arithmetic: times from lengths and breaks, and where a late one fits."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from .models import Day, Turn

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Piece:
    """One pitch in the order: how long it takes, and the break before it. Whole minutes."""

    key: int
    minutes: int
    pause: int


def minutes_of(turn: Turn, day: Day) -> int:
    """Pitch and questions, longer with an interpreter and for what somebody needs; rounded up."""
    interpreter = bool(turn.slot.application.applicant.interpreter_language)
    both = day.stretched(day.pitch_minutes + day.question_minutes, interpreter=interpreter)
    return ceil(both / MINUTE) + turn.extra_minutes


def times(pieces: Sequence[Piece], first: datetime) -> dict[int, datetime]:
    """When each begins: one after the other, in this order, each after its break. The first one
    has no break before it."""
    begins, at = {}, first
    for number, piece in enumerate(pieces):
        at += timedelta(minutes=piece.pause if number else 0)
        begins[piece.key] = at
        at += timedelta(minutes=piece.minutes)
    return begins


def first_gap(
    busy: Iterable[tuple[datetime, datetime]], *, after: datetime, minutes: int, pause: int
) -> datetime:
    """The first whole minute from `after` on with room for so many minutes, `pause` away from what
    is planned; else after the last one."""
    start = after.replace(second=0, microsecond=0)
    start += MINUTE if start < after else timedelta()
    for begins, ends in sorted(busy):
        if start + timedelta(minutes=minutes + pause) <= begins:
            break
        start = max(start, ends + timedelta(minutes=pause))
    return start
