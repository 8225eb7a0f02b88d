"""What a panel talks about, in which order: the grey zone, then where judges differ; the rest is
settled and goes through as two blocks."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from applications.journey.models import Application

from . import pictures
from .method import Standing
from .models import Round
from .ranking import rank_sheets, sheets_of
from .walking import applications_of

PAGE = 25
WIDE = 0.5
"""The part of the scale over which the marks for one project are spread when judges differ."""

PARTS = {
    "grey": _("Talk about these: they could fall either way"),
    "apart": _("Judges differ much"),
    "in": _("Settled: inside"),
    "out": _("Settled: outside"),
}


@dataclass(frozen=True)
class Item:
    standing: Standing
    application: Application


def parts_of(judging_round: Round, *, without: Collection[int] = ()) -> dict[str, list[Item]]:
    """Every ranked application in its part, each part best first; what is nearest the line comes
    first in the grey zone."""
    found: dict[str, list[Item]] = {key: [] for key in PARTS}
    ranking = rank_sheets(judging_round, sheets_of(judging_round, without=without))
    applications = applications_of(judging_round, without=without)
    scale = judging_round.rubric.scale_max - judging_round.rubric.scale_min
    for standing in ranking.standings if ranking else ():
        application = applications.get(int(str(standing.application)))
        if application is not None:
            found[_part(standing, scale)].append(Item(standing, application))
    found["grey"].sort(key=lambda item: abs(item.standing.chance - 0.5))
    found["apart"].sort(key=lambda item: -item.standing.spread)
    return found


def _part(standing: Standing, scale: int) -> str:
    if standing.grey_zone:
        return "grey"
    if standing.spread > WIDE * scale:
        return "apart"
    return "in" if standing.chance > 0.5 else "out"


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
    return {
        "parts": [
            {"key": key, "label": PARTS[key], "count": len(items), "here": key == shown}
            for key, items in parts.items()
        ],
        "shown": shown,
        "items": [
            {
                "rank": item.standing.rank,
                "application": item.application,
                "zone": pictures.zone_of(item.standing)["zone_label"],
                "spread": pictures.number(item.standing.spread),
                "draft": drafts.get(item.application.pk),
            }
            for item in items
        ],
        "after": start + PAGE if start + PAGE < len(parts[shown]) else None,
    }
