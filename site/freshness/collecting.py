"""What an answer depends on, collected while it is made."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from time import time
from typing import Any

from django.utils import timezone


@dataclass
class Found:
    """What one answer shows. Moments are seconds since 1970; `since` is the mark of the memory
    when its making began, from which on a change makes it old."""

    since: int = 0
    began: float = field(default_factory=time)
    tags: set[str] = field(default_factory=set)
    ends: float = float("inf")
    may_be_kept: bool = False
    parts: dict[Any, tuple[Any, "Found"]] | None = None
    """Parts that this answer made already, each with what it shows; None where an answer may
    change something while it is made."""


_open: ContextVar[Found | None] = ContextVar("freshness.found", default=None)


@contextmanager
def collecting(since: int, *, reads_only: bool = False, passes_on: bool = True) -> Iterator[Found]:
    """Collect what the block depends on; an outer collection learns it too, if it `passes_on`.

    A part may be made of what the whole has read already: it is as old as the whole. An answer
    that `reads_only` makes each of its parts once, whether or not they can be kept.
    """
    outer = _open.get()
    found = Found(outer.since, parts=outer.parts) if outer else Found(since)
    if outer is None and reads_only:
        found.parts = {}
    token = _open.set(found)
    try:
        yield found
    finally:
        _open.reset(token)
        if outer is not None and passes_on:
            learn(found, outer)


def learn(found: Found, by: Found | None = None) -> None:
    """The answer being made shows all that `found` does."""
    if outer := by or _open.get():
        outer.tags |= found.tags
        outer.ends = min(outer.ends, found.ends)


def parts() -> dict[Any, tuple[Any, Found]]:
    """What the answer being made has made already; a new one where nothing may be kept for it."""
    found = _open.get()
    return {} if found is None or found.parts is None else found.parts


def depends(*tags: str) -> None:
    """The answer being made shows what `tags` stand for, and is forgotten when they change."""
    if found := _open.get():
        found.tags.update(tags)


def until(moment: datetime | None) -> None:
    """The answer being made is true until `moment` at most, as “open” is until the deadline.

    A moment that was past when the making began is no end, and neither is None.
    """
    found = _open.get()
    if found and moment and moment.timestamp() > found.began:
        found.ends = min(found.ends, moment.timestamp())


def until_tomorrow() -> None:
    """The answer being made is true until the server's day ends."""
    tomorrow = timezone.localdate() + timedelta(days=1)
    until(timezone.make_aware(datetime.combine(tomorrow, datetime.min.time())))


def may_be_kept() -> None:
    """The answer being made is the same for everybody who has not signed in."""
    if found := _open.get():
        found.may_be_kept = True
