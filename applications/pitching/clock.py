"""A clock that can be paused and given more time. Arithmetic only: the caller says the time."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Clock:
    """`paused_for` is the length of all ended pauses; `paused_at` the beginning of this one."""

    allotted: timedelta
    started_at: datetime
    paused_at: datetime | None = None
    paused_for: timedelta = timedelta()

    def used(self, now: datetime) -> timedelta:
        """How long somebody could speak so far. Never less than nothing."""
        until = self.paused_at or now
        return max(until - self.started_at - self.paused_for, timedelta())

    def left(self, now: datetime) -> timedelta:
        """Less than nothing once the time is over."""
        return self.allotted - self.used(now)

    def pause(self, now: datetime) -> "Clock":
        return self if self.paused_at else replace(self, paused_at=max(now, self.started_at))

    def resume(self, now: datetime) -> "Clock":
        if self.paused_at is None:
            return self
        pause = max(now - self.paused_at, timedelta())
        return replace(self, paused_at=None, paused_for=self.paused_for + pause)

    def extend(self, by: timedelta) -> "Clock":
        return replace(self, allotted=self.allotted + by)
