"""Figures as the rows that components/bar_chart.html draws."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from mentoring.outcomes.cells import Breakdown
from mentoring.outcomes.figures import Figure, shown

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MOST_BARS = 8
"""In one chart. More rows than that are read more easily in a table."""


@dataclass(frozen=True)
class Against:
    """A figure beside its target, as two bars on one scale."""

    figure: Figure
    rows: list[dict[str, object]]


@dataclass(frozen=True)
class Bars:
    """One column of a breakdown: a bar for each row that has a number to show."""

    title: str
    rows: list[dict[str, object]]


@dataclass(frozen=True)
class Broken:
    """The counts broken down in one way, under a heading: a chart for each column, or for many
    rows one table instead."""

    title: "StrOrPromise"
    label_heading: "StrOrPromise"
    table: Breakdown

    @property
    def charts(self) -> list[Bars]:
        if len(self.table.rows) > MOST_BARS:
            return []
        return [_bars(self.table, place) for place in range(len(self.table.columns))]


def worth_showing(*every: Broken) -> list[Broken]:
    """Those with more than one row to compare."""
    return [each for each in every if len(each.table.rows) > 1]


def _bars(table: Breakdown, place: int) -> Bars:
    """Hidden cells have no bar, so that its length can't tell the count."""
    longest = max((row.counts[place] or 0 for row in table.rows), default=0) or 1
    rows = [
        {
            "label": row.label,
            "value": row.cells[place],
            "share": 100 * (row.counts[place] or 0) / longest,
        }
        for row in table.rows
    ]
    return Bars(table.columns[place], rows)


def against_target(figure: Figure) -> Against:
    """The longer of the two bars fills the width. A hidden small count is drawn as its bound."""
    target = figure.target or 0
    value = max(figure.value, _bound(figure))
    longest = max(value, target, 1)
    return Against(
        figure,
        [
            {"label": _("So far"), "value": figure.display, "share": 100 * value / longest},
            {
                "label": _("Target"),
                "value": shown(target),
                "share": 100 * target / longest,
                "tone": "quiet",
            },
        ],
    )


def _bound(figure: Figure) -> int:
    """The length of the bar of a hidden count must not tell the count."""
    hidden = figure.display.startswith("<")
    return int(figure.display.removeprefix("<")) if hidden else 0
