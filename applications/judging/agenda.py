"""What a panel talks about, in which order: the grey zone, who only just misses a pass mark, then
where judges differ; the rest is settled and goes through as blocks."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from applications.journey.models import Application

from . import pictures
from .method import Key, Standing
from .models import Round
from .ranking import rank_round
from .walk_page import Words
from .walking import applications_of

PAGE = 25
WIDE = 0.5
"""The part of the scale over which the marks for one project are spread when judges differ."""

PARTS = {
    "grey": _("Talk about these: they could fall either way"),
    "just": _("Only just below a pass mark: one point more from one judge would do"),
    "apart": _("Judges differ much"),
    "in": _("Settled: inside"),
    "out": _("Settled: outside"),
    "low": _("Settled: below a pass mark"),
}
OF_PASS_MARKS = ("just", "low")
"""Shown where they have somebody."""


@dataclass(frozen=True)
class Item:
    """A project with the pass marks that it misses."""

    standing: Standing
    application: Application
    below: tuple[Key, ...]


def parts_of(judging_round: Round, *, without: Collection[int] = ()) -> dict[str, list[Item]]:
    """Every ranked application in its part, each part best first; what is nearest the line comes
    first in the grey zone."""
    found: dict[str, list[Item]] = {key: [] for key in PARTS}
    ranking = rank_round(judging_round, without=without)
    if ranking is None:
        return found
    applications = applications_of(judging_round, without=without)
    scale = judging_round.rubric.scale_max - judging_round.rubric.scale_min
    for standing in ranking.standings:
        key = int(str(standing.application))
        if key in applications:
            item = Item(standing, applications[key], ranking.below.get(key, ()))
            near = key in ranking.only_just and standing.rank_low <= judging_round.places
            found[_part(item, scale, near=near)].append(item)
    found["grey"].sort(key=lambda item: abs(item.standing.chance - 0.5))
    found["apart"].sort(key=lambda item: -item.standing.spread)
    return found


def _part(item: Item, scale: int, *, near: bool) -> str:
    """`near`: only just below a pass mark, and perhaps good enough for a place."""
    if item.standing.grey_zone:
        return "grey"
    if near:
        return "just"
    if item.standing.spread > WIDE * scale:
        return "apart"
    if item.below:
        return "low"
    return "in" if item.standing.chance > 0.5 else "out"


def page(
    judging_round: Round,
    wanted: str,
    start: int,
    drafts: dict[int, dict],
    *,
    without: Collection[int] = (),
) -> dict:
    """One part of the agenda, and how much is in each, as if what is `without` did not exist."""
    parts = parts_of(judging_round, without=without)
    shown = wanted if wanted in parts else next((key for key in parts if parts[key]), "grey")
    items = parts[shown][start : start + PAGE]
    words = Words(judging_round, {})
    return {
        "parts": [
            {"key": key, "label": PARTS[key], "count": len(items), "here": key == shown}
            for key, items in parts.items()
            if items or key not in OF_PASS_MARKS
        ],
        "shown": shown,
        "items": [
            {
                "rank": item.standing.rank,
                "application": item.application,
                "zone": pictures.zone_of(item.standing)["zone_label"],
                "spread": pictures.number(item.standing.spread),
                "below": words.below(item.below),
                "draft": drafts.get(item.application.pk),
            }
            for item in items
        ],
        "after": start + PAGE if start + PAGE < len(parts[shown]) else None,
    }
