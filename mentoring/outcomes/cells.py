"""Counts by city, strand and year for the public: no hidden cell can be worked out from a total."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from applications.awards.models import Award
from applications.journey.models import Application
from applications.training.models import TrainingPlace
from freshness import together
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


@dataclass(frozen=True)
class Counting:
    """One way to break the counts down. `path` leads from an application to the key of a row."""

    path: str
    labelled: type[City | Strand] | None = None

    def reads(self, programme: Programme) -> tuple[QuerySet, ...]:
        """The records that name the rows, then the counts by key."""
        received = Application.objects.filter(call__programme=programme, submitted_at__isnull=False)
        trained = TrainingPlace.objects.filter(
            cohort__course__programme=programme, status=TrainingPlace.Status.COMPLETED
        )
        awards = Award.objects.filter(programme=programme, ended_at=None)
        return (
            *self._names(programme),
            _count(received, self.path, "pk"),
            _count(trained, f"application__{self.path}", "application__applicant"),
            _count(awards, f"application__{self.path}", "pk"),
        )

    def _names(self, programme: Programme) -> tuple[QuerySet, ...]:
        if self.labelled is City:
            return (City.objects.filter(programmes=programme),)
        if self.labelled is Strand:
            return (Strand.objects.filter(programme=programme),)
        return ()

    def made_of(self, *rows: QuerySet) -> Breakdown:
        """The breakdown, of what `reads` found."""
        names, counts = rows[:-3], [dict(each) for each in rows[-3:]]
        if names:
            return _breakdown({each.pk: str(each) for each in names[0]}, counts)
        years = counts[0].keys()
        span = range(min(years), max(years) + 1) if years else ()
        return _breakdown({year: str(year) for year in span}, counts)

    def of(self, programme: Programme) -> Breakdown:
        """Applications, people trained and grants of a programme; one query."""
        rows = self.reads(programme)
        together(*rows)
        return self.made_of(*rows)


BY_CITY = Counting("city", City)
"""By each city of the programme."""
BY_STRAND = Counting("strand", Strand)
"""By each kind of project."""
BY_YEAR = Counting("submitted_at__year")
"""By the year in which people applied, whenever the rest happened."""


def _breakdown(labels: Mapping[int, str], counts: list[dict[int, int]]) -> Breakdown:
    columns = (
        _("Applications received"),
        _("People who completed the course"),
        _("Projects with a grant"),
    )
    filled = [{key: each.get(key, 0) for key in labels} for each in counts]
    if any(tells_too_much(each) for each in filled):
        return Breakdown(columns, [])
    seen = [_visible(each) for each in filled]
    rows = [_row(label, [column[key] for column in seen]) for key, label in labels.items()]
    return Breakdown(columns, rows)


def _count(records: QuerySet, path: str, what: str) -> QuerySet:
    return records.order_by().values_list(path).annotate(number=Count(what, distinct=True))


def _visible(counts: dict[int, int]) -> dict[int, int | None]:
    hide = hidden(counts)
    return {key: None if key in hide else count for key, count in counts.items()}


def _row(label: str, counts: list[int | None]) -> Row:
    cells = tuple(HIDDEN if count is None else shown(count) for count in counts)
    return Row(label, cells, tuple(counts))
