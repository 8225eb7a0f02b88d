"""A day that runs late: about when each pitch to come begins, by the server's clock.

The planned time stays what it is; the other is said beside it. It is arithmetic on what the screens
show anyhow: what is left on stage, the lengths planned, and the breaks, which give way where the
day says so.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.utils import timezone

from applications.judging.expected import expects
from applications.judging.models import Round

from .models import Day, Turn
from .models.days import day_of
from .order import MINUTE
from .states import TO_COME, TurnState

WORTH_SAYING = timedelta(minutes=3)
LOST = timedelta(hours=3)
"""Later than that nobody can say: the stage stands still, and its day is not only late."""
STEP = timedelta(minutes=5)
"""Times that are said are whole steps."""
WAITING = (TurnState.CALLED, TurnState.WAITING)


def coming(turns: Iterable[Turn]) -> list[Turn]:
    """Who is called up first, then by time; late ones stand behind those who are here."""
    rank = {TurnState.CALLED: 0, TurnState.WAITING: 1, TurnState.LATE: 2}
    waiting = [each for each in turns if each.state in TO_COME]
    return sorted(waiting, key=lambda each: rank[TurnState(each.state)])


def is_on(judging_round: Round, now: datetime) -> bool:
    """The pitch day is today, on its own clock, and not over."""
    zone = judging_round.call.zone
    today = now.astimezone(zone).date()
    first, last = (
        moment.astimezone(zone).date()
        for moment in (judging_round.starts_at, judging_round.ends_at)
    )
    pitches = judging_round.kind == Round.Kind.PITCH_DAY
    return pitches and judging_round.locked_at is None and first <= today <= last


def foresee(turns: Sequence[Turn], coming: Iterable[Turn], day: Day, now: datetime) -> None:
    """Set `about` on those of `coming`, in their order, that begin late. `turns` are all that the
    reader may see, by time: their gaps are the breaks. Somebody who is late has no new time yet."""
    breaks = _breaks(turns, day)
    free = _free_at(turns, day, now)
    for turn in coming:
        if turn.state not in WAITING:
            continue
        planned, ends = turn.slot.starts_at, turn.slot.ends_at
        starts = max(planned, now, free + breaks[turn.pk] if free else now)
        free = starts + (ends - planned)
        turn.about = _said(starts) if WORTH_SAYING <= starts - planned <= LOST else None


@expects
def on_the_day(judging_round: Round) -> dict[int, datetime]:
    """By slot, for whoever waits on one of the round's stages. Two queries."""
    now = timezone.now()
    if not is_on(judging_round, now):
        return {}
    by_stage: dict[int, list[Turn]] = {}
    for turn in Turn.objects.in_order().filter(slot__round=judging_round):
        by_stage.setdefault(turn.stage_id, []).append(turn)
    day = day_of(judging_round)
    for turns in by_stage.values():
        foresee(turns, coming(turns), day, now)
    return {turn.slot_id: turn.about for turns in by_stage.values() for turn in turns if turn.about}


def _breaks(turns: Sequence[Turn], day: Day) -> dict[int, timedelta]:
    """What lies between each turn and the one planned before it; where breaks give way, no more
    than it takes to change places."""
    found, before = {}, None
    for turn in turns:
        gap = max(turn.slot.starts_at - before, timedelta()) if before else timedelta()
        least = day.break_minutes * MINUTE
        found[turn.pk] = min(gap, least) if day.breaks_give_way else gap
        before = turn.slot.ends_at
    return found


def _free_at(turns: Sequence[Turn], day: Day, now: datetime) -> datetime | None:
    """When the stage is free, with the questions that are still to come; nothing before the first
    pitch."""
    live = next((each for each in turns if each.live), None)
    if live is None or live.clock is None:
        return max((each.ended_at for each in turns if each.ended_at), default=None)
    left = max(live.clock.left(now), timedelta())
    if live.state == TurnState.PITCHING:
        interpreter = bool(live.slot.application.applicant.interpreter_language)
        left += day.stretched(day.question_minutes, interpreter=interpreter)
    return now + left


def _said(moment: datetime) -> datetime:
    """The next whole step: nobody is told a time that is over."""
    over = (moment - datetime.min.replace(tzinfo=moment.tzinfo)) % STEP
    return moment - over + STEP if over else moment
