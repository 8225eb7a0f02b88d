"""How the challenges of a programme moved from journal to journal, in words."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from programmes.models import Programme

from .models.challenges import Challenge, ChallengeReading, Level

if TYPE_CHECKING:
    from .models import JournalPage

TONES = {Level.RESOLVED: "done", Level.LOW: "going", Level.MEDIUM: "waiting", Level.HIGH: "late"}


@dataclass(frozen=True)
class Reading:
    """A challenge in one journal. `movement` says how it changed since an earlier one."""

    challenge: Challenge
    level: str
    tone: str
    observation: str
    movement: str


@dataclass(frozen=True)
class Cell:
    """A challenge in one column; no tone where that journal did not look at it."""

    column: str
    level: str
    tone: str


@dataclass(frozen=True)
class Row:
    challenge: Challenge
    cells: list[Cell]
    movement: str


@dataclass(frozen=True)
class Table:
    """The challenges of one programme beside its journals, the oldest first."""

    programme: Programme
    journals: list["JournalPage"]
    rows: list[Row]


def readings_of(page: "JournalPage") -> list[Reading]:
    """What a journal read, each beside the journal that last looked at the same; two queries."""
    readings = list(page.readings.select_related("challenge"))
    before = _before(page, [each.challenge_id for each in readings]) if readings else {}
    readings.sort(key=lambda each: (each.challenge.position, each.challenge_id))
    return [
        Reading(
            challenge=each.challenge,
            level=str(Level(each.level).label),
            tone=TONES[Level(each.level)],
            observation=each.observation,
            movement=_movement(each, before.get(each.challenge_id)),
        )
        for each in readings
    ]


def tables(journals: Sequence["JournalPage"]) -> list[Table]:
    """A table for each programme that these journals are of; one query."""
    read: dict[int, list[ChallengeReading]] = defaultdict(list)
    readings = ChallengeReading.objects.filter(page__in=journals).select_related("challenge")
    of = {page.pk: page for page in journals}
    for each in readings:
        page = of[each.page_id]
        each.page = page
        read[page.programme_id].append(each)
    return [_table(found, journals) for found in read.values()]


def _table(readings: list[ChallengeReading], journals: Sequence["JournalPage"]) -> Table:
    programme = readings[0].page.programme
    columns = sorted(
        (page for page in journals if page.programme_id == programme.pk),
        key=lambda page: page.number,
    )
    by_challenge: dict[Challenge, dict[int, ChallengeReading]] = defaultdict(dict)
    for each in readings:
        by_challenge[each.challenge][each.page_id] = each
    ordered = sorted(by_challenge, key=lambda each: (each.position, each.pk))
    return Table(programme, columns, [_row(each, by_challenge[each], columns) for each in ordered])


def _row(
    challenge: Challenge, found: dict[int, ChallengeReading], columns: list["JournalPage"]
) -> Row:
    cells = [_cell(page, found.get(page.pk)) for page in columns]
    read = [found[page.pk] for page in columns if page.pk in found]
    earlier = read[0] if len(read) > 1 else None
    return Row(challenge, cells, _movement(read[-1], earlier))


def _cell(page: "JournalPage", reading: ChallengeReading | None) -> Cell:
    if reading is None:
        return Cell(page.short_name, _("Not looked at"), "")
    level = Level(reading.level)
    return Cell(page.short_name, str(level.label), TONES[level])


def _before(page: "JournalPage", challenges: list[int]) -> dict[int, ChallengeReading]:
    """Of each challenge its reading in the latest earlier journal that looked at it."""
    earlier = page.series_mates().filter(number__lt=page.number)
    readings = ChallengeReading.objects.filter(page__in=earlier, challenge__in=challenges)
    latest = readings.order_by("challenge_id", "-page__number").distinct("challenge_id")
    return {
        each.challenge_id: each
        for each in latest.select_related("page").only("level", "challenge", "page__number")
    }


def _movement(now: ChallengeReading, before: ChallengeReading | None) -> str:
    if before is None:
        return _("Looked at for the first time")
    number = {"number": before.page.number}
    if now.level == before.level:
        return _("The same as in no. %(number)s") % number
    if now.level < before.level:
        return _("Better than in no. %(number)s") % number
    return _("Worse than in no. %(number)s") % number
