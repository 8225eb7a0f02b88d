"""Sheets to print: the order for the door, badges, signs for the tables."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accounts.http import SignedInRequest
from applications.journey.models import CoApplicant
from applications.judging.models import Round
from applications.judging.views.officer import officers_only, run_by

from ..models import Turn

KINDS = {
    "door": gettext_lazy("Order for the door"),
    "badges": gettext_lazy("Badges"),
    "signs": gettext_lazy("Signs for the tables"),
}
BLANKS = 4
"""Badges for helpers, whose names are written by hand."""


@require_safe
@officers_only
def sheet(request: SignedInRequest, public_id: UUID, kind: str) -> HttpResponse:
    """For everybody to see: no conflict, no need, no contact stands on a sheet."""
    if kind not in KINDS:
        raise Http404
    found = run_by(request, public_id)
    turns = list(Turn.objects.in_order().filter(slot__round=found))
    context = {
        "title": KINDS[kind],
        "kind": kind,
        "round": found,
        "zone": found.call.zone,
        "turns": turns,
        "badges": _badges(found, turns) if kind == "badges" else [],
    }
    return render(request, "pitching/admin/sheet.html", context)


def _badges(found: Round, turns: list[Turn]) -> list[tuple[str, str]]:
    """A name and what the person does: teams, judges, and empty ones for helpers."""
    applications = [turn.slot.application for turn in turns]
    friends: dict[int, list[str]] = {}
    for each in CoApplicant.objects.there().filter(application__in=applications):
        friends.setdefault(each.application_id, []).append(each.name)
    teams = [
        (name, each.title)
        for each in applications
        for name in (each.applicant.display_name, *friends.get(each.pk, []))
    ]
    members = found.members.select_related("user__person").order_by("-chairs", "pk")
    judges = [
        (each.user.get_full_name(), _("Chair of the panel") if each.chairs else _("Judge"))
        for each in members
    ]
    return [*teams, *judges, *[("", _("Helper"))] * BLANKS]
