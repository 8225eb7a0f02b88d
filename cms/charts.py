"""Figures as the rows that components/bar_chart.html draws."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from mentoring.outcomes.figures import Figure, shown


@dataclass(frozen=True)
class Against:
    """A figure beside its target, as two bars on one scale."""

    figure: Figure
    rows: list[dict[str, object]]


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
