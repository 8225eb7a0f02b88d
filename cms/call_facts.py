"""What the public may know of a call, read from its records by the server's clock."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import BooleanField, Count, ExpressionWrapper, Min, Q, QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _
from wagtail.models import PageQuerySet

from applications.calls.models import Call, EligibilityQuestion
from applications.journey.questions import Section, sections
from applications.journey.road import STONES
from applications.judging.models import Criterion, Round, Rubric
from freshness import depends, remember, until, until_tomorrow
from programmes.moments import elsewhere, left, true_until, zone_at
from programmes.money import spoken
from programmes.words import worded

from . import paging, remembered, tags
from .call_results import Funded, Results, results_of

if TYPE_CHECKING:
    from .models import CallPage, ThemeBriefing

CLOSED_CALLS_ON_A_PAGE = 12
COUNTED_ANEW = timedelta(minutes=5)


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


@dataclass(frozen=True)
class Date:
    """One line of a call's timetable, as components/key_dates.html wants it."""

    label: str
    date: datetime
    time: str = ""
    note: str = ""
    past: bool = False
    next: bool = False


@dataclass(frozen=True)
class Moment:
    """An opening or a deadline: the zone by name and offset, world time, the time left."""

    at: datetime
    zone: str
    zone_name: str
    elsewhere: str
    left: str

    @classmethod
    def of(cls, at: datetime, call: Call, now: datetime) -> "Moment":
        zone = call.time_zone
        if at > now:
            until(true_until(at, now) + timedelta.resolution)
        return cls(
            at=at,
            zone=zone,
            zone_name=zone_at(at, zone),
            elsewhere=elsewhere(at),
            left=left(at, now) if at > now else "",
        )


@dataclass(frozen=True)
class Facts:
    """Everything a call page shows besides its own words."""

    call: Call
    phase: Call.Phase
    apply_url: str
    amount: str
    pot: str
    opening: "Moment"
    closing: "Moment"
    results: Results | None
    briefings: "list[ThemeBriefing]"
    cities: list[str]
    strands: list[str]
    themes: list[str]
    languages: list[str]
    checks: list[dict[str, str]]
    sections: list[Section]
    timetable: list[Date]
    criteria: list[Criterion]
    scale: tuple[int, int] | None
    road: list[dict] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        return self.phase == Call.Phase.OPEN


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
        amount=_up_to(call),
        cities=[str(city) for city in call.cities.all()],
        zone_name=zone_at(call.closes_at, call.time_zone),
    )


def coming_or_open(pages: QuerySet, request: HttpRequest, most: int | None = None) -> list[Card]:
    """Calls whose deadline is still to come: open ones first, the nearest deadline in front."""
    now = timezone.now()
    is_to_open = ExpressionWrapper(Q(call__opens_at__gt=now), BooleanField())
    rows = for_cards(pages).filter(call__closes_at__gt=now)
    rows = rows.order_by(is_to_open, "call__closes_at", "pk")[:most]
    return [card(page, request) for page in rows]


def count_open(pages: PageQuerySet) -> int:
    """How many calls are open now; true until the next one opens or closes."""
    now = timezone.now()
    coming = for_cards(pages).order_by().filter(call__closes_at__gt=now)
    is_open = Q(call__opens_at__lte=now)
    found = coming.aggregate(
        number=Count("pk", filter=is_open),
        next_opening=Min("call__opens_at", filter=~is_open),
        next_deadline=Min("call__closes_at"),
    )
    until(found["next_opening"])
    until(found["next_deadline"])
    return found["number"]


@dataclass(frozen=True)
class Listed:
    """Calls of a list: those to come whole, closed ones a page at a time; how many in all."""

    coming: list[Card]
    closed: list[Card]
    next_page: str
    count: int


def listed(pages: PageQuerySet, request: HttpRequest, *, show: str, after: str) -> Listed:
    """What of `pages` a list shows: `show` is a phase, or empty for every call."""
    wanted = {Call.Phase(show)} if show else set(Call.Phase)
    coming = [card for card in coming_or_open(pages, request) if card.phase in wanted]
    rows = for_cards(pages).filter(call__closes_at__lte=timezone.now())
    rows = rows if Call.Phase.CLOSED in wanted else rows.none()
    closed = paging.newest_first(
        rows, field="call__closes_at", after=after, size=CLOSED_CALLS_ON_A_PAGE
    )
    return Listed(
        coming=[] if after else coming,
        closed=[card(page, request) for page in closed.items],
        next_page=closed.next_key,
        count=len(coming) + rows.order_by().count(),
    )


def facts(call: Call, language: str) -> Facts:
    """Raises nothing for an unfinished call: what is not there yet is left out."""
    now = timezone.now()
    phase = call.phase(now)
    rubric = Rubric.objects.filter(call=call).order_by("-version").first()
    questions = call.current_question_set
    depends(f"call:{call.pk}", f"rubric:{rubric and rubric.pk}", "names", "programmes")
    depends(f"questions:{questions and questions.pk}")
    checks = list(call.eligibility_questions.all())
    return Facts(
        call=call,
        phase=phase,
        apply_url=_apply_url(call, checks) if phase == Call.Phase.OPEN else "",
        amount=_up_to(call),
        pot=spoken(call.pot_minor, call.currency),
        opening=Moment.of(call.opens_at, call, now),
        closing=Moment.of(call.closes_at, call, now),
        results=_results(call, language, now) if phase == Call.Phase.CLOSED else None,
        briefings=_briefings(call, language),
        cities=[str(city) for city in call.cities.all()],
        strands=[str(strand) for strand in call.strands.all()],
        themes=[str(theme) for theme in call.themes.all()],
        languages=[get_language_info(code)["name_local"] for code in call.languages],
        checks=[_check(each, language) for each in checks],
        sections=sections(questions, language) if questions else [],
        timetable=_timetable(call, now),
        criteria=list(rubric.criteria.all()) if rubric else [],
        scale=(rubric.scale_min, rubric.scale_max) if rubric else None,
        road=_road(call, phase),
    )


def _briefings(call: Call, language: str) -> "list[ThemeBriefing]":
    from .models import ThemeBriefing

    depends("briefings")
    briefings = ThemeBriefing.objects.filter(theme__calls=call, locale__language_code=language)
    return list(briefings.select_related("theme"))


def _results(call: Call, language: str, now: datetime) -> Results:
    """What waits for an answer is counted anew every few minutes, decisions are seen at once."""
    results = results_of(call, _funded(call, language))
    depends("figures")
    if results.is_judged:
        until(now + COUNTED_ANEW)
        until_tomorrow()
    return results


def _funded(call: Call, language: str) -> list[Funded]:
    """Each project's own page while its founder lets it be seen, or else its story, told with
    consent; in the reader's language."""
    from .models import ProjectPage, StoryPage

    locales = remembered.locales().items()
    here = [pk for pk, locale in locales if locale.language_code == language]
    for kind in (ProjectPage, StoryPage):
        depends("stories", "showings", *(tags.pages_of_a_kind(kind, pk) for pk in here))
    until_tomorrow()
    which = {"award__application__call": call, "locale__language_code": language}
    stories = StoryPage.objects.shown().filter(**which).defer("body")
    projects = ProjectPage.objects.shown().filter(**which).defer("body")
    told = {story.award_id: Funded(story.project or story.title, story.url) for story in stories}
    shown = {page.award_id: Funded(page.title, page.url) for page in projects}
    return sorted((told | shown).values(), key=lambda each: each.title.casefold())


def _up_to(call: Call) -> str:
    if call.minimum_minor:
        return _("From %(least)s to %(most)s") % {
            "least": spoken(call.minimum_minor, call.currency),
            "most": spoken(call.maximum_minor, call.currency),
        }
    return _("Up to %(amount)s") % {"amount": spoken(call.maximum_minor, call.currency)}


def _apply_url(call: Call, checks: list[EligibilityQuestion]) -> str:
    """The first step: the questions that show whether the call fits, when it has some."""
    step = "apply:check" if checks else "apply:start"
    return reverse(step, args=[call.code])


def _check(question: EligibilityQuestion, language: str) -> dict[str, str]:
    texts = question.words(language)
    return {"question": texts.get("question", ""), "help": texts.get("help", "")}


def _timetable(call: Call, now: datetime) -> list[Date]:
    zone = call.zone
    moments = [
        (call.opens_at, _("The call opens"), ""),
        (call.closes_at, _("Last moment to apply"), ""),
    ]
    rounds = Round.objects.filter(call=call, kind=Round.Kind.PITCH_DAY).select_related("city")
    moments += [(each.starts_at, _("Pitch day"), _where(each)) for each in rounds]
    moments.sort(key=lambda moment: moment[0])
    for moment, _label, _note in moments:
        until(moment)
    coming = next((moment for moment, _label, _note in moments if moment > now), None)
    return [
        Date(
            label=label,
            date=moment.astimezone(zone),
            time=f"{moment.astimezone(zone):%H:%M} ({zone_at(moment, call.time_zone)})",
            note=note,
            past=moment <= now,
            next=moment == coming,
        )
        for moment, label, note in moments
    ]


def _where(pitch_day: Round) -> str:
    return _(", ").join(str(part) for part in (worded(pitch_day, "venue"), pitch_day.city) if part)


def _road(call: Call, phase: Call.Phase) -> list[dict]:
    """The stages this call uses, as stepping stones; you stand on the first while it is open."""
    stones = [stone for stone in STONES if not stone.stage or call.uses(stone.stage)]
    first = "here" if phase == Call.Phase.OPEN else "next"
    return [
        {"key": stone.key, "label": stone.label, "state": "next" if index else first}
        for index, stone in enumerate(stones)
    ]
