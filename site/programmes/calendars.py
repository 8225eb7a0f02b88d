"""Calendars as RFC 5545 wants them: for deadlines, events, and whatever else has a date."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event, Parameters, vUri

CONTENT_TYPE = "text/calendar; charset=utf-8"
CANCELLED_FOR = timedelta(days=30)
"""So long a cancelled entry stays, marked as cancelled: calendars take it away by themselves."""


@dataclass(frozen=True)
class Entry:
    """One date in a calendar.

    `uid` never changes. `starts` and `ends` carry their time zone; an entry without `ends` is a
    moment. `changes` counts how often it was changed (SEQUENCE), `changed` is the last time.
    """

    uid: str
    summary: str
    starts: datetime
    changed: datetime
    changes: int = 0
    ends: datetime | None = None
    description: str = ""
    place: str = ""
    url: str = ""
    conference: str = ""
    """A link to join by sound and picture (RFC 7986)."""
    cancelled: bool = False


def calendar(entries: Iterable[Entry], *, name: str = "") -> bytes:
    """The file: lines folded, text escaped, every time zone described.

    `name` is for calendars that one subscribes to: programs show it in their list.
    """
    whole = Calendar()
    whole.add("prodid", "-//Seedbed//Calendar//EN")
    whole.add("version", "2.0")
    whole.add("calscale", "GREGORIAN")
    whole.add("method", "PUBLISH")
    if name:
        whole.add("x-wr-calname", name)
    for entry in entries:
        whole.add_component(_event(entry))
    whole.add_missing_timezones()
    return whole.to_ical()


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", entry.changed.astimezone(UTC))
    event.add("last-modified", entry.changed.astimezone(UTC))
    event.add("sequence", entry.changes)
    event.add("summary", entry.summary)
    event.add("dtstart", entry.starts)
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    for name, value in (
        ("dtend", entry.ends),
        ("description", entry.description),
        ("location", entry.place),
        ("url", entry.url),
    ):
        if value:
            event.add(name, value)
    if entry.conference:
        how = Parameters(VALUE="URI", FEATURE=["AUDIO", "VIDEO"])
        event.add("conference", vUri(entry.conference), parameters=how)
    if not entry.ends:
        event.add("transp", "TRANSPARENT")
    return event
