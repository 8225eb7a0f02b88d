"""Events for people's calendars (RFC 5545), by the icalendar library."""

from collections.abc import Iterable
from datetime import UTC, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar
from icalendar import Event as Entry

from programmes.words import worded

from .models import Event

KEEP_CANCELLED = timedelta(days=30)
"""How long calendars that subscribe can hear that an event was cancelled."""


def calendar(events: Iterable[tuple[Event, str]], *, private: bool = False) -> bytes:
    """Each event with its address, in the language in use; `private` adds the link to join.

    The text is folded, its times carry TZID and their VTIMEZONE stands with them.
    """
    whole = Calendar()
    whole.add("prodid", "-//Seedbed//Events//EN")
    whole.add("version", "2.0")
    whole.add("method", "PUBLISH")
    for event, url in events:
        whole.add_component(_entry(event, url, private=private))
    whole.add_missing_timezones()
    return whole.to_ical()


def _entry(event: Event, url: str, *, private: bool) -> Entry:
    entry = Entry()
    entry.add("uid", f"event-{event.pk}@{urlsplit(settings.BASE_URL).hostname}")
    entry.add("dtstamp", event.changed_at.astimezone(UTC))
    entry.add("last-modified", event.changed_at.astimezone(UTC))
    entry.add("dtstart", event.starts_at.astimezone(event.zone))
    entry.add("dtend", event.ends_at.astimezone(event.zone))
    entry.add("summary", str(event))
    entry.add("sequence", event.sequence)
    entry.add("status", "CANCELLED" if event.cancelled_at else "CONFIRMED")
    if place := worded(event, "place"):
        entry.add("location", place)
    if private and event.link:
        entry.add("description", event.link)
    entry.add("url", url)
    return entry


def in_calendars(events):
    """Events to come, and cancelled ones for a while, so that calendars hear of it."""
    since = timezone.now() - KEEP_CANCELLED
    return events.coming().filter(cancelled_at=None) | events.filter(cancelled_at__gt=since)
