"""Counts by city for the public, with no hidden cell that could be worked out from a total."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext as _

from applications.awards.models import Award
from applications.journey.models import Application
from applications.training.models import TrainingPlace
from programmes.models import City, Programme

from .figures import HIDDEN_BELOW, shown

HIDDEN = "…"
"""Stands for every hidden cell alike: which ones are small must not show either."""


@dataclass(frozen=True)
class Row:
    """One city with its numbers as the public sees them, in the order of the columns."""

    city: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class ByCity:
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


def by_city(programme: Programme) -> ByCity:
    """Applications, people trained and grants of each city of the programme; four queries.

    Without rows when hiding cells is not enough.
    """
    cities = list(City.objects.filter(programmes=programme))
    received = Application.objects.filter(call__programme=programme, submitted_at__isnull=False)
    trained = TrainingPlace.objects.filter(
        cohort__course__programme=programme, status=TrainingPlace.Status.COMPLETED
    )
    awards = Award.objects.filter(programme=programme, ended_at=None)
    counted = {
        _("Applications received"): _count(received, "city", "pk"),
        _("People who completed the course"): _count(
            trained, "application__city", "application__applicant"
        ),
        _("Projects with a grant"): _count(awards, "application__city", "pk"),
    }
    filled = [{city.pk: counts.get(city.pk, 0) for city in cities} for counts in counted.values()]
    if any(tells_too_much(counts) for counts in filled):
        return ByCity(tuple(counted), [])
    columns = [_column(counts) for counts in filled]
    rows = [Row(str(city), tuple(column[city.pk] for column in columns)) for city in cities]
    return ByCity(tuple(counted), rows)


def _count(records, city: str, what: str) -> dict[int, int]:
    rows = records.order_by().values_list(city).annotate(number=Count(what, distinct=True))
    return dict(rows)


def _column(counts: dict[int, int]) -> dict[int, str]:
    hide = hidden(counts)
    return {key: HIDDEN if key in hide else shown(count) for key, count in counts.items()}
