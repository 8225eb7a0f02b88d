"""Events with a page, as dates in a calendar."""

from django.http import HttpRequest
from wagtail.models import PageQuerySet

from cms.languages import full_url
from cms.models import EventPage
from events.calendar import entry, in_calendars
from events.models import Event
from freshness import until
from programmes.calendars import CANCELLED_FOR, Entry

MOST = 500


def pages(language: str | None) -> PageQuerySet:
    """Events to come, and cancelled ones for a while, that have a page in the language."""
    shown = in_calendars(Event.objects.all())
    return EventPage.objects.in_language(language).filter(event__in=shown).defer("body")


def entries(found: PageQuerySet, request: HttpRequest) -> list[Entry]:
    """One query, however many events there are."""
    return [_entry(page, request) for page in found[:MOST]]


def _entry(page: EventPage, request: HttpRequest) -> Entry:
    cancelled = page.event.cancelled_at
    until(cancelled + CANCELLED_FOR if cancelled else page.event.ends_at)
    return entry(page.event, full_url(page, request))
