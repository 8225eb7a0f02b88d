"""What waits for a person: every room offers its items, `my page` shows them together."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from accounts.models import User


@dataclass(frozen=True)
class Waiting:
    """One thing a person can do now."""

    label: str
    url: str
    about: str
    by: datetime | None = None
    urgent: bool = False

    @property
    def is_late(self) -> bool:
        """Its moment has passed: say when it was due, not by when to do it."""
        return self.by is not None and self.by < timezone.now()


Source = Callable[[User], list[Waiting]]
_sources: list[Source] = []


def offers(source: Source) -> Source:
    """Register a room's function that lists what waits for a user, in constant queries."""
    _sources.append(source)
    return source


def waiting_for(user: User) -> list[Waiting]:
    """Everything that waits for the user, what is due first in front, undated last."""
    items = [item for source in _sources for item in source(user)]
    return sorted(items, key=lambda item: (item.by is None, item.by.timestamp() if item.by else 0))


@dataclass(frozen=True)
class Door:
    """An area of work that a person has: pipeline, payments, my panel, my mentees."""

    label: str
    url: str
    about: str = ""


Doors = Callable[[User], list[Door]]
_doors: list[Doors] = []


def opens(doors: Doors) -> Doors:
    """Register a room's function that lists the areas a user may enter, in constant queries."""
    _doors.append(doors)
    return doors


def doors_for(user: User) -> list[Door]:
    """Every area the user may enter, in the order of the rooms."""
    return [door for doors in _doors for door in doors(user)]
