"""A part of an application on a page of its own, with the way back to the marks at the thumb."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.http import SignedInRequest

from .. import blind
from ..door import on_the_panel
from ..reading import part_url, part_words, parts_of
from .common import entry_for, seat_of


@require_safe
@on_the_panel
def read(request: SignedInRequest, public_id: UUID, pitch_id: UUID, part: int) -> HttpResponse:
    """One part after the other. The first stands beside the marks too."""
    judging_round, member = seat_of(request, public_id)
    entry = entry_for(member, judging_round, pitch_id)
    parts = parts_of(entry)
    if not 1 <= part <= len(parts):
        raise Http404
    marks = reverse("judging:score", args=[public_id, pitch_id])
    context = {
        "round": judging_round,
        "application": entry.application,
        "shown": blind.shown(entry.application, judging_round),
        "part": parts[part - 1],
        "where": part_words(part, len(parts)),
        "before_url": part_url(entry, part - 1) if part > 1 else "",
        "after_url": part_url(entry, part + 1) if part < len(parts) else "",
        "after_words": part_words(part + 1, len(parts)),
        "marks_url": f"{marks}?part={part}#scorecard",
    }
    return render(request, "judging/read.html", context)
