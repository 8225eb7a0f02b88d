"""What the public may know of a call, read from its records by the server's clock."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from applications.calls.models import Call, EligibilityQuestion, QuestionSetTranslation
from applications.journey.questions import Section, sections
from applications.journey.road import STONES
from applications.judging.models import Criterion, Round, Rubric
from freshness import Part, depends, until
from programmes.moments import elsewhere, left, true_until, zone_at
from programmes.money import spoken
from programmes.words import worded

from . import call_courses, call_results
from .call_courses import Taught
from .call_results import Results

if TYPE_CHECKING:
    from .models import ThemeBriefing


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
            elsewhere=elsewhere(at, zone),
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
    courses: list[Taught]
    timetable: list[Date]
    pitch_days: list[Round]
    rounds: list[Round]
    criteria: list[Criterion]
    scale: tuple[int, int] | None
    needed: str
    road: list[dict] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        return self.phase == Call.Phase.OPEN


def facts(call: Call, language: str) -> Part[Facts]:
    """All of them, read in one trip; what an unfinished call does not have yet is left out."""
    key, now = ("facts", call.pk, language), timezone.now()
    return Part(
        key, lambda: _reads(call, language, now), lambda *rows: _facts(call, language, now, *rows)
    )


def _reads(call: Call, language: str, now: datetime) -> tuple[QuerySet, ...]:
    from .models import ThemeBriefing

    rubric = Rubric.objects.filter(call=call).order_by("-version")[:1]
    questions = call.question_sets.filter(published_at__isnull=False).order_by("-version")[:1]
    briefings = ThemeBriefing.objects.filter(theme__calls=call, locale__language_code=language)
    rounds = Round.objects.filter(call=call).select_related("city")
    return (
        rubric,
        Criterion.objects.filter(rubric__in=rubric.values("pk")),
        questions,
        QuestionSetTranslation.objects.filter(question_set__in=questions.values("pk")),
        call.eligibility_questions.all(),
        call.cities.all(),
        call.strands.all(),
        call.themes.all(),
        briefings.select_related("theme"),
        rounds.order_by("starts_at"),
        *call_courses.reads(call, now),
        *(call_results.reads(call, language) if call.phase(now) == Call.Phase.CLOSED else ()),
    )


def _facts(
    call: Call, language: str, now: datetime, rubrics, criteria, questions, texts, checks, cities,
    strands, themes, briefings, rounds, courses, cohorts, *results,
) -> Facts:  # fmt: skip
    rubric, question_set = next(iter(rubrics), None), next(iter(questions), None)
    depends(f"call:{call.pk}", f"rubric:{rubric and rubric.pk}", "names", "programmes")
    depends(f"questions:{question_set and question_set.pk}", "briefings")
    if question_set:
        question_set._prefetched_objects_cache = {"translations": texts}
    phase = call.phase(now)
    return Facts(
        call=call,
        phase=phase,
        apply_url=_apply_url(call, checks) if phase == Call.Phase.OPEN else "",
        amount=up_to(call),
        pot=spoken(call.pot_minor, call.currency),
        opening=Moment.of(call.opens_at, call, now),
        closing=Moment.of(call.closes_at, call, now),
        results=call_results.made_of(call, language, now, *results) if results else None,
        briefings=list(briefings),
        cities=[str(city) for city in cities],
        strands=[str(strand) for strand in strands],
        themes=[str(theme) for theme in themes],
        languages=[get_language_info(code)["name_local"] for code in call.languages],
        checks=[_check(each, language) for each in checks],
        sections=sections(question_set, language) if question_set else [],
        courses=call_courses.made_of(call, courses, cohorts),
        timetable=_timetable(call, [each for each in rounds if _is_pitch_day(each)], now),
        pitch_days=[each for each in rounds if _is_pitch_day(each)],
        rounds=list(rounds),
        criteria=list(criteria),
        scale=(rubric.scale_min, rubric.scale_max) if rubric else None,
        needed=rubric.needed if rubric else "",
        road=_road(call, phase),
    )


def _is_pitch_day(judging_round: Round) -> bool:
    return judging_round.kind == Round.Kind.PITCH_DAY


def up_to(call: Call) -> str:
    if call.minimum_minor:
        return _("From %(least)s to %(most)s") % {
            "least": spoken(call.minimum_minor, call.currency),
            "most": spoken(call.maximum_minor, call.currency),
        }
    return _("Up to %(amount)s") % {"amount": spoken(call.maximum_minor, call.currency)}


def _apply_url(call: Call, checks: Iterable[EligibilityQuestion]) -> str:
    """The first step: the questions that show whether the call fits, when it has some."""
    step = "apply:check" if checks else "apply:start"
    return reverse(step, args=[call.code])


def _check(question: EligibilityQuestion, language: str) -> dict[str, str]:
    texts = question.words(language)
    return {"question": texts.get("question", ""), "help": texts.get("help", "")}


def _timetable(call: Call, rounds: Iterable[Round], now: datetime) -> list[Date]:
    zone = call.zone
    moments = [
        (call.opens_at, _("The call opens"), ""),
        (call.closes_at, _("Last moment to apply"), ""),
    ]
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
