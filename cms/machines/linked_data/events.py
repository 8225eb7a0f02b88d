"""Events and pitch days in the words of schema.org."""

from django.utils.translation import gettext as _

from applications.calls.models import Call
from applications.judging.models import Round
from cms.event_facts import Facts
from cms.models import EventPage
from events.models import Event
from programmes.words import worded

from .common import Thing, filled, lead_of, things

SCHEMA = "https://schema.org"
ON_THE_SPOT = f"{SCHEMA}/OfflineEventAttendanceMode"


@things.register
def _event(page: EventPage, context) -> list[Thing]:
    """Who invites is the organisation that runs the site's programme."""
    programme = page.about()
    organizer = lead_of(programme) if programme else None
    return [filled(_told(page, context, organizer))]


def _told(page: EventPage, context, organizer: Thing | None) -> Thing:
    """The address to join is for people with a place, so the page's own stands for it."""
    facts: Facts = context["facts"]
    happens, url = facts.event, context["canonical_url"]
    return {
        "@type": "Event",
        "@id": f"{url}#event",
        "name": page.title,
        "description": page.description,
        "url": url,
        "startDate": facts.starts.isoformat(),
        "endDate": facts.ends.isoformat(),
        "eventStatus": f"{SCHEMA}/{'EventCancelled' if happens.cancelled_at else 'EventScheduled'}",
        "eventAttendanceMode": _mode(happens),
        "location": _locations(happens, facts, url),
        "organizer": organizer,
        "inLanguage": happens.languages,
        "maximumAttendeeCapacity": happens.capacity,
        "isAccessibleForFree": not happens.cost,
        "about": str(happens.theme or ""),
    }


def _mode(happens: Event) -> str:
    if happens.link:
        kind = "Mixed" if happens.place else "Online"
        return f"{SCHEMA}/{kind}EventAttendanceMode"
    return ON_THE_SPOT


def _locations(happens: Event, facts: Facts, url: str) -> list[Thing]:
    found: list[Thing] = []
    if facts.place:
        found.append({"@type": "Place", "name": facts.place, "address": facts.city or facts.place})
    if happens.link:
        found.append({"@type": "VirtualLocation", "url": url})
    return found


def pitch_day(day: Round, call: Call, organizer: Thing, grant: str) -> Thing:
    """`grant` is the @id of what people pitch for."""
    city = str(day.city or "")
    place: Thing = {"@type": "Place", "name": worded(day, "venue") or city}
    return {
        "@type": "Event",
        "name": _("Pitch day"),
        "startDate": day.starts_at.astimezone(call.zone).isoformat(),
        "endDate": day.ends_at.astimezone(call.zone).isoformat(),
        "eventStatus": f"{SCHEMA}/EventScheduled",
        "eventAttendanceMode": ON_THE_SPOT,
        "location": place | ({"address": city} if city else {}),
        "organizer": organizer,
        "funding": {"@id": grant},
    }
