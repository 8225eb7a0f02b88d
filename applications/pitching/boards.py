"""What the screens of the day show: who is on stage, how long still, who is next."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core import signing
from django.db.models import QuerySet
from django.utils import timezone

from applications.judging.models import Entry, PanelMember

from .late import coming, foresee, is_on
from .models import Day, Stage, Turn
from .models.days import day_of
from .states import LIVE, TurnState

JUDGE_SALT = "pitching.judge"
LAST_CALL = timedelta(minutes=1)
"""From here on a screen says that the time is nearly over."""


@dataclass(frozen=True)
class Board:
    """One stage at one moment of the server's clock."""

    stage: Stage
    day: Day
    turns: list[Turn]
    at: datetime

    @property
    def live(self) -> Turn | None:
        return next((each for each in self.turns if each.live), None)

    @property
    def coming(self) -> list[Turn]:
        return coming(self.turns)

    @property
    def next(self) -> Turn | None:
        """Who is here and comes next."""
        here = [each for each in self.coming if each.state != TurnState.LATE]
        return here[0] if here else None

    @property
    def over(self) -> bool:
        return bool(self.turns) and not self.live and not self.coming

    @property
    def again(self) -> int:
        return milliseconds(self.at + AGAIN)

    @property
    def face(self) -> "Face | None":
        return face_of(self.live, self.at)


@dataclass(frozen=True)
class Face:
    """A clock's face: whole seconds left (less than nothing: over), and whether it runs."""

    seconds: int
    runs: bool

    @property
    def words(self) -> str:
        minutes, seconds = divmod(abs(self.seconds), 60)
        return f"{'−' if self.seconds < 0 else ''}{minutes}:{seconds:02}"

    @property
    def state(self) -> str:
        """“over”, “last” for the last minute, or nothing."""
        if self.seconds < 0:
            return "over"
        return "last" if self.seconds <= LAST_CALL.total_seconds() else ""

    @property
    def milliseconds(self) -> int:
        return self.seconds * 1000


def face_of(turn: Turn | None, now: datetime) -> Face | None:
    if turn is None or turn.clock is None:
        return None
    return Face(int(turn.clock.left(now).total_seconds()), turn.paused_at is None)


def board(stage: Stage) -> Board:
    """Two queries. On the day it says of each turn about when it begins."""
    turns = list(stage.turns.in_order())
    found = Board(stage, day_of(stage.round), turns, timezone.now())
    if is_on(stage.round, found.at):
        foresee(turns, found.coming, found.day, found.at)
    return found


AGAIN = timedelta(minutes=1)
"""A screen is drawn again when nothing was pressed for so long: times said on it may have moved."""


def milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


# What a judge may know of it.


def shown_to(member: PanelMember, states: Collection[str] = LIVE) -> QuerySet[Turn]:
    """Turns in these states that are this judge's to read. One query, whatever is on stage."""
    mine = Entry.objects.open_to(member).values("application")
    return Turn.objects.in_order().filter(
        slot__round=member.round_id, slot__application__in=mine, state__in=states
    )


def judge_token(member: PanelMember) -> str:
    """Where a judge's screens ask, without a session: it answers with a number and nothing else."""
    return signing.dumps(member.pk, salt=JUDGE_SALT)


def judge_by(token: str) -> PanelMember:
    """Raises signing.BadSignature for a token that is not ours, PanelMember.DoesNotExist for a
    judge who left the panel."""
    return PanelMember.objects.get(pk=signing.loads(token, salt=JUDGE_SALT))


def number_of(live: Turn | None) -> str:
    """What changes when a judge's screens must change; a dash in a break."""
    return f"{live.pk}.{live.version}" if live else "-"
