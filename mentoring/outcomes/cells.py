"""Counts by city, strand and year for the public: no hidden cell can be worked out from a total."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Max, Min, QuerySet
from django.utils.translation import gettext as _

from applications.awards.models import Award
from applications.journey.models import Application
from applications.training.models import TrainingPlace
from programmes.models import City, Programme, Strand

from .figures import HIDDEN_BELOW, shown

HIDDEN = "…"
"""Stands for every hidden cell alike: which ones are small must not show either."""


@dataclass(frozen=True)
class Row:
    """One city, strand or year with its numbers in the order of the columns.

    `cells` are as the public sees them; `counts` are for drawing, None where a cell is hidden.
    """

    label: str
    cells: tuple[str, ...]
    counts: tuple[int | None, ...]


@dataclass(frozen=True)
class Breakdown:
    """Without rows when hiding cells is not enough."""

    columns: tuple[str, ...]
    rows: list[Row]


def hidden(counts: Mapping[int, int]) -> set[int]:
    """The keys of the cells to hide in a column whose total readers know.

    First every cell from 1 to 4. Then, while the hidden ones could be worked out from the total
    (there is one alone, or each must be 1), the smallest of the others too; zeros last.
    """
    hide = {key for key, count in counts.items() if 0 < count < HIDDEN_BELOW}
    rest = sorted(counts.keys() - hide, key=lambda key: (counts[key] == 0, counts[key], key))
    while hide and rest and _can_be_worked_out([counts[key] for key in hide]):
        hide.add(rest.pop(0))
    return hide


def tells_too_much(counts: Mapping[int, int]) -> bool:
    """Whether the total, which is shown from 5 on, gives the cells away whatever is hidden."""
    cells = [counts[key] for key in hidden(counts)]
    return bool(cells) and sum(counts.values()) >= HIDDEN_BELOW and _can_be_worked_out(cells)


def _can_be_worked_out(cells: list[int]) -> bool:
    return len(cells) == 1 or (0 not in cells and sum(cells) == len(cells))


def by_city(programme: Programme) -> Breakdown:
    """Applications, people trained and grants of each city of the programme; four queries."""
    cities = City.objects.filter(programmes=programme)
    return _breakdown(programme, {city.pk: str(city) for city in cities}, "city")


def by_strand(programme: Programme) -> Breakdown:
    """The same for each kind of project; four queries."""
    strands = Strand.objects.filter(programme=programme)
    return _breakdown(programme, {strand.pk: str(strand) for strand in strands}, "strand")


def by_year(programme: Programme) -> Breakdown:
    """The same by the year in which people applied, whenever the rest happened; four queries."""
    sent = Application.objects.filter(call__programme=programme, submitted_at__isnull=False)
    ends = sent.aggregate(first=Min("submitted_at__year"), last=Max("submitted_at__year"))
    years = range(ends["first"], ends["last"] + 1) if ends["first"] else ()
    return _breakdown(programme, {year: str(year) for year in years}, "submitted_at__year")


def _breakdown(programme: Programme, labels: Mapping[int, str], path: str) -> Breakdown:
    """`path` leads from an application to the key of `labels`."""
    received = Application.objects.filter(call__programme=programme, submitted_at__isnull=False)
    trained = TrainingPlace.objects.filter(
        cohort__course__programme=programme, status=TrainingPlace.Status.COMPLETED
    )
    awards = Award.objects.filter(programme=programme, ended_at=None)
    counted = {
        _("Applications received"): _count(received, path, "pk"),
        _("People who completed the course"): _count(
            trained, f"application__{path}", "application__applicant"
        ),
        _("Projects with a grant"): _count(awards, f"application__{path}", "pk"),
    }
    filled = [{key: counts.get(key, 0) for key in labels} for counts in counted.values()]
    if any(tells_too_much(counts) for counts in filled):
        return Breakdown(tuple(counted), [])
    columns = [_visible(counts) for counts in filled]
    rows = [_row(label, [column[key] for column in columns]) for key, label in labels.items()]
    return Breakdown(tuple(counted), rows)


def _count(records: QuerySet, path: str, what: str) -> dict[int, int]:
    rows = records.order_by().values_list(path).annotate(number=Count(what, distinct=True))
    return dict(rows)


def _visible(counts: dict[int, int]) -> dict[int, int | None]:
    hide = hidden(counts)
    return {key: None if key in hide else count for key, count in counts.items()}


def _row(label: str, counts: list[int | None]) -> Row:
    cells = tuple(HIDDEN if count is None else shown(count) for count in counts)
    return Row(label, cells, tuple(counts))
