"""What a statement says today: its number from the records, its promise kept, open or late."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language

from freshness import Part, depends, until_tomorrow
from mentoring.outcomes.figures import Figure, figures_from, reads
from programmes.models import Programme
from programmes.words import worded

if TYPE_CHECKING:
    from .models import Statement

NUMBER = "{number}"


def public_figures(programme: Programme) -> list[Figure]:
    """The programme's figures in the reader's language, counted once for all pages."""
    return figures(programme).get()


def figures(programme: Programme) -> Part[list[Figure]]:
    def count(*rows: QuerySet) -> list[Figure]:
        depends("figures", "programmes")
        until_tomorrow()
        return figures_from(programme, *rows)

    return Part(("figures", programme.pk, get_language()), lambda: reads(programme), count)


@dataclass(frozen=True)
class Said:
    """A statement as readers see it; the words around its number, when it has one."""

    statement: "Statement"
    before: str
    after: str = ""
    figure: Figure | None = None

    @property
    def state(self) -> Literal["open", "late", "done", "done_late"]:
        """Of a promise or a need. Late is late, however little; kept late is said too."""
        due, done = self.statement.due_on, self.statement.done_on
        if done:
            return "done_late" if due and done > due else "done"
        return "late" if due and due < timezone.localdate() else "open"


def of_section(programme: Programme, foundation: str) -> dict[str, list[Said]]:
    """Statements by kind. One that waits for its first figure is left out: it has no number yet."""
    from .models import Statement

    rows = Statement.objects.filter(programme=programme, foundation=foundation)
    rows = rows.select_related("indicator").order_by("position", "pk")
    figures = {each.code: each for each in public_figures(programme)}
    said: dict[str, list[Said]] = {kind.value: [] for kind in Statement.Kind}
    for row in rows:
        if each := _said(row, figures):
            said[row.kind].append(each)
    said["will"].sort(key=lambda each: (each.statement.done_on or date.max, each.statement.due_on))
    return said


def _said(row: "Statement", figures: dict[str, Figure]) -> Said | None:
    words = worded(row, "text")
    if row.indicator is None:
        return Said(row, words)
    figure = figures.get(row.indicator.code)
    if figure is None:
        return None
    before, number, after = words.partition(NUMBER)
    return Said(row, before, after, figure) if number else Said(row, "", " " + words, figure)
