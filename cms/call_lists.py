"""Calls in lists: their cards, how many are open, and a list in parts of the same size."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Case, Count, DecimalField, F, Func, Min, Q, QuerySet, Value, When
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from wagtail.models import PageQuerySet

from applications.calls.models import Call
from freshness import counted, depends, remember, together, until
from programmes.moments import zone_at

from .call_facts import up_to

if TYPE_CHECKING:
    from .models import CallPage

CALLS_ON_A_PAGE = 12
PHASES = [Call.Phase.OPEN, Call.Phase.SOON, Call.Phase.CLOSED]


@dataclass(frozen=True)
class Card:
    """A call in a list."""

    page: "CallPage"
    url: str
    phase: Call.Phase
    amount: str
    cities: list[str]
    zone_name: str

    @property
    def call(self) -> Call:
        return self.page.call

    @property
    def html(self) -> SafeString:
        """Drawn once for all lists, until something of it changes."""
        return remember(("call card", self.page.pk, get_language()), self._draw)

    def _draw(self) -> SafeString:
        depends(f"page:{self.page.pk}", f"call:{self.call.pk}", "names", "programmes")
        until(self.call.opens_at)
        until(self.call.closes_at)
        return render_to_string("cms/parts/call_card.html", {"card": self})


def for_cards(pages: PageQuerySet) -> PageQuerySet:
    """Call pages with all that a card shows, in a constant number of queries."""
    return (
        pages.live()
        .filter(call__published_at__isnull=False, call__cancelled_at=None)
        .defer("body")
        .select_related("call__programme", "locale")
        .prefetch_related("call__cities")
    )


def card(page: "CallPage", request: HttpRequest) -> Card:
    call = page.call
    until(call.opens_at)
    until(call.closes_at)
    return Card(
        page=page,
        url=page.get_url(request),
        phase=call.phase(),
        amount=up_to(call),
        cities=[str(city) for city in call.cities.all()],
        zone_name=zone_at(call.closes_at, call.time_zone),
    )


def in_order(pages: PageQuerySet, now: datetime) -> PageQuerySet:
    """Open calls, the nearest deadline in front; then those to open; then closed ones, the latest
    in front."""
    seconds = Func(
        F("call__closes_at"),
        template="EXTRACT(EPOCH FROM %(expressions)s)",
        output_field=DecimalField(max_digits=20, decimal_places=6),
    )
    is_closed = Q(call__closes_at__lte=now)
    phases = Case(
        When(is_closed, then=Value(PHASES.index(Call.Phase.CLOSED))),
        When(call__opens_at__gt=now, then=Value(PHASES.index(Call.Phase.SOON))),
        default=Value(PHASES.index(Call.Phase.OPEN)),
    )
    ordered = for_cards(pages).annotate(
        phase=phases, turn=Case(When(is_closed, then=-seconds), default=seconds)
    )
    return ordered.order_by("phase", "turn", "pk")


def coming(pages: PageQuerySet) -> PageQuerySet:
    """Calls whose deadline is still to come."""
    now = timezone.now()
    return in_order(pages, now).filter(call__closes_at__gt=now)


def open_ones(pages: PageQuerySet) -> QuerySet:
    """One row: how many calls are open now, the next opening and the next deadline."""
    now = timezone.now()
    is_open = Q(call__opens_at__lte=now)
    return counted(
        for_cards(pages).filter(call__closes_at__gt=now),
        number=Count("pk", filter=is_open),
        next_opening=Min("call__opens_at", filter=~is_open),
        next_deadline=Min("call__closes_at"),
    )


def number(of_open_ones: QuerySet) -> int:
    """How many calls are open; true until the next one opens or closes."""
    found, next_opening, next_deadline = of_open_ones[0]
    until(next_opening)
    until(next_deadline)
    return found


@dataclass(frozen=True)
class Listed:
    """A part of the list of calls: those to come, then closed ones; how many there are in all."""

    coming: list[Card]
    closed: list[Card]
    next_page: str
    count: int


def listed(pages: PageQuerySet, request: HttpRequest, *, show: str, after: str) -> Listed:
    """The calls after the one that `after` names; a key that makes no sense starts afresh.

    `show` is a phase, or empty for every call.
    """
    rows = in_order(pages, timezone.now())
    if show:
        rows = rows.filter(phase=PHASES.index(Call.Phase(show)))
    every = counted(rows, number=Count("pk"))
    part = _after(rows, after)[: CALLS_ON_A_PAGE + 1]
    together(part, every)
    cards = [card(page, request) for page in part[:CALLS_ON_A_PAGE]]
    return Listed(
        coming=[each for each in cards if each.phase != Call.Phase.CLOSED],
        closed=[each for each in cards if each.phase == Call.Phase.CLOSED],
        next_page=_key(cards[-1].page) if len(part) > len(cards) else "",
        count=every[0][0],
    )


def _after(rows: PageQuerySet, key: str) -> PageQuerySet:
    try:
        phase, turn, pk = key.split("~")
        here = {"phase": int(phase), "turn": Decimal(turn)}
        following = Q(phase__gt=here["phase"]) | Q(phase=here["phase"], turn__gt=here["turn"])
        return rows.filter(following | Q(**here, pk__gt=int(pk)))
    except (ValueError, ArithmeticError):
        return rows


def _key(page: "CallPage") -> str:
    return f"{page.phase}~{page.turn}~{page.pk}"  # type: ignore[attr-defined]  # see in_order
