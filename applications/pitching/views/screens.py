"""Screens that people look at: the stage's, and the line that judges follow."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import SignedInRequest
from applications.journey.workflow import MoveRefused
from applications.judging.door import on_the_panel
from applications.judging.models import PanelMember
from applications.judging.views.common import seat_of

from .. import actions
from ..boards import board, milliseconds, shown_to
from ..codes import square
from ..models import Stage
from ..states import TurnState
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
@require_http_methods(["GET", "POST"])
@on_the_panel
def follow(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Who is on stage for this judge, alone on a page; a judge writes down what was asked."""
    _round, member = seat_of(request, public_id)
    seen = seen_by(member)
    if request.method == "POST":
        _ask(request, member)
        return redirect("pitching_judge:follow", public_id)
    return render(request, "pitching/follow.html", {**seen, "is_alone": True})


def _ask(request: SignedInRequest, member: PanelMember) -> None:
    """Keep a question. A pitch this judge keeps out of looks like none that ever was."""
    key = request.POST.get("turn", "")
    shown = shown_to(member, TurnState.values).select_related("stage__round__call")
    turn = get_object_or_404(shown, pk=key if key.isdecimal() else 0)
    try:
        actions.write_question(turn=turn, text=request.POST.get("text", ""), by=request.user)
    except MoveRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The question is kept."))
