"""The buttons of the day. Each can be pressed twice, and by two people at once, with one effect.

`seen` is the version of the turn on the presser's screen. What is so already stays untouched;
what somebody else changed meanwhile raises TurnChanged. All time is the server's.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

import audit.record
from accounts.models import User
from applications.journey.workflow import need

from ..clock import Clock
from ..models import Day, Turn
from ..models.days import day_of
from ..refusals import DayRefused, TurnChanged
from ..states import LIVE, TO_COME, TurnState

REMEMBERED = (
    "state", "allotted", "phase_started_at", "paused_at", "paused_for", "pitched_at", "ended_at",
    "scores_until",
)  # fmt: skip
MOST_MINUTES = 30
"""More than this is never added with one press."""

Change = Callable[..., None]


def held(turn: Turn, by: User) -> Turn:
    """The turn as it is now; its row and its stage's are held until the transaction ends.

    Raises NotPermitted, and DayRefused once the panel's scores are locked.
    """
    found = (
        Turn.objects.select_for_update(of=("self", "stage"))
        .select_related("stage__round__call", "slot__application__applicant")
        .get(pk=turn.pk)
    )
    need("pitching.run", by, found.stage)
    if found.stage.round.locked_at:
        raise DayRefused(_("The scores are locked. The day is over."))
    return found


def button(verb: str, *, so: Callable[[Turn], bool], sources: tuple[str, ...]) -> Callable:
    """A verb of the day: nothing when it is `so` already, refused outside of `sources`."""

    def decorate(change: Change) -> Callable[..., Turn]:
        @wraps(change)
        @transaction.atomic
        def press(*, turn: Turn, seen: int, by: User, **given) -> Turn:
            now = held(turn, by)
            if so(now):
                return now
            if now.version != seen:
                raise TurnChanged(_("Somebody else pressed a button. Look again, then press."))
            if now.state not in sources:
                raise DayRefused(_("That can't be done now: %(state)s.") % {
                    "state": now.get_state_display()
                })  # fmt: skip
            before = {name: getattr(now, name) for name in REMEMBERED}
            change(now, **given)
            now.before = before
            _keep(now, verb, by=by, **given)
            return now

        return press

    return decorate


def _keep(turn: Turn, verb: str, *, by: User, **facts) -> None:
    turn.version += 1
    turn.save(update_fields=[*REMEMBERED, "before", "version"])
    audit.record.record(verb, turn, by=by, state=turn.state, version=turn.version, **facts)


def _begin(turn: Turn, state: TurnState, minutes: int, extra: int, day: Day) -> None:
    """A phase with its own clock, which starts now."""
    interpreter = bool(turn.slot.application.applicant.interpreter_language)
    allotted = day.stretched(minutes, interpreter=interpreter) + timedelta(minutes=extra)
    turn.state = state
    turn.clock = Clock(allotted, timezone.now())


def _set(turn: Turn, change: Callable[[Clock], Clock]) -> None:
    turn.clock = change(turn.clock) if turn.clock else None


@button(
    "pitching.call_up",
    so=lambda turn: turn.state == TurnState.CALLED,
    sources=(TurnState.WAITING, TurnState.LATE),
)
def call_up(turn: Turn) -> None:
    """Ask them to come to the stage: screens say that they are next."""
    turn.state = TurnState.CALLED


@button("pitching.start", so=lambda turn: turn.state == TurnState.PITCHING, sources=TO_COME)
def start_pitch(turn: Turn) -> None:
    """The pitch begins, and with it the clock, the scores and the audience's vote."""
    on_stage = turn.stage.turns.filter(state__in=LIVE).select_related("slot__application").first()
    if on_stage:
        raise DayRefused(
            _("“%(title)s” is on stage. End it first.") % {"title": on_stage.slot.application.title}
        )
    day = day_of(turn.stage.round)
    _begin(turn, TurnState.PITCHING, day.pitch_minutes, turn.extra_minutes, day)
    turn.pitched_at = turn.pitched_at or turn.phase_started_at
    turn.scores_until = None


@button("pitching.pause", so=lambda turn: turn.paused_at is not None, sources=LIVE)
def pause(turn: Turn) -> None:
    """Stop the clock: a fall, a fire alarm, a microphone."""
    _set(turn, lambda clock: clock.pause(timezone.now()))


@button("pitching.resume", so=lambda turn: turn.live and turn.paused_at is None, sources=LIVE)
def resume(turn: Turn) -> None:
    """The clock goes on with exactly the time that was left."""
    _set(turn, lambda clock: clock.resume(timezone.now()))


@button("pitching.add_time", so=lambda turn: False, sources=LIVE)
def add_time(turn: Turn, minutes: int = 1) -> None:
    """More minutes for the phase that runs now."""
    if not 1 <= minutes <= MOST_MINUTES:
        raise DayRefused(_("Add 1 to %(most)s minutes.") % {"most": MOST_MINUTES})
    _set(turn, lambda clock: clock.extend(timedelta(minutes=minutes)))


@button(
    "pitching.to_questions",
    so=lambda turn: turn.state == TurnState.QUESTIONS,
    sources=(TurnState.PITCHING,),
)
def to_questions(turn: Turn) -> None:
    """The pitch is over, the panel asks."""
    day = day_of(turn.stage.round)
    _begin(turn, TurnState.QUESTIONS, day.question_minutes, 0, day)


@button("pitching.end", so=lambda turn: turn.state == TurnState.DONE, sources=LIVE)
def end_turn(turn: Turn) -> None:
    """Off the stage. The vote closes now, the scores after the grace."""
    turn.state, turn.clock = TurnState.DONE, None
    turn.ended_at = timezone.now()
    turn.scores_until = turn.ended_at + day_of(turn.stage.round).grace


@button("pitching.mark_late", so=lambda turn: turn.state == TurnState.LATE, sources=TO_COME)
def mark_late(turn: Turn) -> None:
    """Not here yet; the next one can go first."""
    turn.state = TurnState.LATE


@button("pitching.mark_absent", so=lambda turn: turn.state == TurnState.ABSENT, sources=TO_COME)
def mark_absent(turn: Turn) -> None:
    """Did not come at all."""
    turn.state = TurnState.ABSENT


@button(
    "pitching.bring_back",
    so=lambda turn: turn.state == TurnState.WAITING,
    sources=(TurnState.CALLED, TurnState.LATE, TurnState.ABSENT),
)
def bring_back(turn: Turn) -> None:
    """Here after all: they wait for their turn again."""
    turn.state = TurnState.WAITING


@button("pitching.keep_scores_open", so=lambda turn: False, sources=(TurnState.DONE,))
def keep_scores_open(turn: Turn, minutes: int) -> None:
    """Judges get so many minutes from now to score this pitch."""
    if not 1 <= minutes <= 24 * 60:
        raise DayRefused(_("Give 1 to 1,440 minutes."))
    turn.scores_until = timezone.now() + timedelta(minutes=minutes)


@transaction.atomic
def take_back(*, turn: Turn, seen: int, by: User) -> Turn:
    """Undo the last press on this turn: the clock goes on as if it had never been pressed."""
    now = held(turn, by)
    if now.version != seen:
        raise TurnChanged(_("Somebody else pressed a button. Look again, then press."))
    if now.before is None:
        raise DayRefused(_("There is nothing to take back."))
    others = now.stage.turns.filter(state__in=LIVE).exclude(pk=now.pk)
    if now.before["state"] in LIVE and others.exists():
        raise DayRefused(_("Somebody else is on stage now. End it first."))
    fields = {each.name: each for each in Turn._meta.concrete_fields}
    for name, value in now.before.items():
        setattr(now, name, fields[name].to_python(value))
    now.before = None
    _keep(now, "pitching.take_back", by=by)
    return now
