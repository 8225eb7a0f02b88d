"""When a course counts as completed.

The course says how many percent of its hours must be attended. Present and late count in full,
absent and unmarked don't. An excused session is left out of the reckoning, so nobody fails for
being ill; somebody with no attended hour at all never completes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from .models import Attendance, Session

Mark = Attendance.Mark
COUNTS = frozenset({Mark.PRESENT, Mark.LATE})


@dataclass(frozen=True)
class Reckoning:
    """How much of a course one person attended, against the course's rule."""

    attended: timedelta
    asked: timedelta
    rule_percent: int

    @property
    def percent(self) -> int:
        """Whole percent of the asked time, rounded down."""
        return int(self.attended * 100 / self.asked) if self.asked else 0

    @property
    def hours(self) -> float:
        return round(self.attended / timedelta(hours=1), 1)

    @property
    def met(self) -> bool:
        enough = self.attended * 100 >= self.asked * self.rule_percent
        return bool(self.attended) and enough


def reckon(sessions: Iterable[Session], marks: Mapping[int, str], rule_percent: int) -> Reckoning:
    """Reckon one person's attendance; `marks` maps session ids to Attendance.Mark values."""
    attended = asked = timedelta()
    for session in sessions:
        mark = marks.get(session.pk)
        if mark == Mark.EXCUSED:
            continue
        asked += session.length
        if mark in COUNTS:
            attended += session.length
    return Reckoning(attended, asked, rule_percent)
