"""What the public pages say of an event: its state in words, its time, place and access."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import TextChoices
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _

from events.models import Event
from freshness import depends, until
from programmes.moments import elsewhere, zone_at
from programmes.words import worded

from . import paging

if TYPE_CHECKING:
    from .models import EventPage
    from .models.events import EventPageQuerySet

NEXT = 3
PAST_ON_A_PAGE = 12
COMING_ON_A_PAGE = 60


class Phase(TextChoices):
    """Where an event stands, in the words that readers see."""

    OPEN = "open", gettext_lazy("You can register")
    FULL = "full", gettext_lazy("Full: there is a waiting list")
    NOW = "now", gettext_lazy("Happening now")
    PAST = "past", gettext_lazy("Over")
    CANCELLED = "cancelled", gettext_lazy("Cancelled")
    ARCHIVED = "archived", gettext_lazy("The programme has ended")


TONES = {
    Phase.OPEN: "going",
    Phase.FULL: "waiting",
    Phase.NOW: "going",
    Phase.PAST: "ended",
    Phase.CANCELLED: "wrong",
    Phase.ARCHIVED: "ended",
}


@dataclass(frozen=True)
class Facts:
    """Everything an event page shows besides its own words. Times are in the event's own zone."""

    event: Event
    phase: Phase
    starts: datetime
    ends: datetime
    zone_name: str
    elsewhere: str
    place: str
    city: str
    cost: str
    languages: list[str]
    access: list[str]

    @property
    def tone(self) -> str:
        return TONES[self.phase]

    @property
    def one_day(self) -> bool:
        return self.starts.date() == self.ends.date()

    @property
    def takes_people(self) -> bool:
        return self.phase in (Phase.OPEN, Phase.FULL)


@dataclass(frozen=True)
class Card:
    """An event in a list."""

    page: "EventPage"
    url: str
    facts: Facts


@dataclass(frozen=True)
class Listed:
    """Events of a list: those to come, past ones a part at a time."""

    coming: list[Card]
    past: list[Card]
    next_page: str


def phase(event: Event, now: datetime) -> Phase:
    if event.cancelled_at:
        return Phase.CANCELLED
    if now >= event.ends_at:
        return Phase.PAST
    if now >= event.starts_at:
        return Phase.NOW
    if event.is_archived:
        return Phase.ARCHIVED
    full = event.capacity is not None and event.places_taken >= event.capacity
    return Phase.FULL if full else Phase.OPEN


def facts(event: Event) -> Facts:
    """In the language in use; kept no longer than its state holds."""
    depends(f"event:{event.pk}", "names", "programmes")
    until(event.starts_at)
    until(event.ends_at)
    return Facts(
        event=event,
        phase=phase(event, timezone.now()),
        starts=event.starts_at.astimezone(event.zone),
        ends=event.ends_at.astimezone(event.zone),
        zone_name=zone_at(event.starts_at, event.time_zone),
        elsewhere=elsewhere(event.starts_at, event.time_zone),
        place=worded(event, "place"),
        city=str(event.city or ""),
        cost=worded(event, "cost") or _("Free"),
        languages=[get_language_info(code)["name_local"] for code in event.languages],
        access=_access(event),
    )


def _access(event: Event) -> list[str]:
    said = {
        "step_free": _("There is a way in without steps"),
        "hearing_loop": _("There is a hearing loop"),
        "childcare": _("Children are looked after"),
        "quiet_room": _("There is a quiet room"),
    }
    return [words for name, words in said.items() if getattr(event, name)]


def listed(pages: "EventPageQuerySet", request: HttpRequest, *, after: str) -> Listed:
    """Two queries, whatever the number of events."""
    now = timezone.now()
    rows = pages.live().defer("body").select_related("event__city", "event__programme", "locale")
    coming = rows.filter(event__ends_at__gt=now).order_by("event__starts_at", "pk")
    past = paging.newest_first(
        rows.filter(event__ends_at__lte=now),
        field="event__ends_at",
        after=after,
        size=PAST_ON_A_PAGE,
    )
    return Listed(
        coming=[] if after else [card(page, request) for page in coming[:COMING_ON_A_PAGE]],
        past=[card(page, request) for page in past.items],
        next_page=past.next_key,
    )


def next_ones(pages: "EventPageQuerySet") -> "EventPageQuerySet":
    """The next few that take place."""
    coming = pages.live().filter(event__ends_at__gt=timezone.now(), event__cancelled_at=None)
    coming = coming.defer("body").select_related("event__city", "event__programme", "locale")
    return coming.order_by("event__starts_at", "pk")[:NEXT]


def card(page: "EventPage", request: HttpRequest) -> Card:
    return Card(page=page, url=page.get_url(request), facts=facts(page.event))
