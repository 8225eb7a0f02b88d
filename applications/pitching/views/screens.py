"""Screens that people look at: the stage's, and the line that judges follow."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.http import SignedInRequest
from applications.judging.door import on_the_panel
from applications.judging.views.common import seat_of

from ..boards import board, milliseconds
from ..codes import square
from ..models import Stage
from ..strips import seen_by


@never_cache
@require_safe
def stage(request: HttpRequest, key: UUID) -> HttpResponse:
    """The big screen: one name, the clock, who is next. Whoever has the link may look."""
    found = get_object_or_404(Stage.objects.select_related("round__call__programme"), key=key)
    seen = board(found)
    address = request.build_absolute_uri(reverse("vote", args=[found.code]))
    votes = seen.day.audience_votes
    context = {
        "board": seen,
        "vote": {"square": square(address), "address": address} if votes else None,
        "stage": found,
        "zone": found.round.call.zone,
        "at": milliseconds(seen.at),
    }
    return render(request, "pitching/stage.html", context)


@never_cache
@require_safe
@on_the_panel
def follow(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Who is on stage for this judge, alone on a page."""
    _round, member = seat_of(request, public_id)
    return render(request, "pitching/follow.html", seen_by(member))
