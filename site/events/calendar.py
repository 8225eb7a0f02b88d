"""Events as dates in people's calendars."""

from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from programmes.calendars import CANCELLED_FOR, Entry
from programmes.words import worded

from .models import Event, EventQuerySet


def entry(event: Event, url: str, *, private: bool = False) -> Entry:
    """The event in the language in use; `private` adds the link to join."""
    return Entry(
        uid=f"event-{event.pk}@{urlsplit(settings.BASE_URL).hostname}",
        summary=str(event),
        starts=event.starts_at.astimezone(event.zone),
        ends=event.ends_at.astimezone(event.zone),
        changed=event.changed_at,
        changes=event.sequence,
        description=event.link if private else "",
        place=worded(event, "place"),
        url=url,
        cancelled=event.cancelled_at is not None,
    )


def in_calendars(events: EventQuerySet) -> EventQuerySet:
    """Events to come, and cancelled ones for a while, so that calendars hear of it."""
    since = timezone.now() - CANCELLED_FOR
    return events.coming().filter(cancelled_at=None) | events.filter(cancelled_at__gt=since)
