"""The panel's meeting: the agenda, the minutes, and the rank walk with what-if."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import SignedInRequest
from applications.journey.workflow import MoveRefused

from .. import actions, agenda, rankings, walk_page
from ..chair_forms import MinutesForm
from ..models import Meeting, Round
from ..ranking import hidden_from
from .common import need, round_of


@require_http_methods(["GET", "POST"])
@login_required
def meeting(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """What to talk about, best first; who is here; the minutes."""
    judging_round = round_of(request, public_id)
    need(request, "judging.keep_minutes", judging_round)
    held = Meeting.objects.filter(round=judging_round).first()
    form = MinutesForm(request.POST or None, judging_round=judging_round, meeting=held)
    if request.method == "POST" and form.is_valid() and _keep(request, judging_round, form):
        return redirect("judging:meeting", public_id)
    start = request.GET.get("from", "")
    context = {
        "round": judging_round,
        "form": form,
        "meeting": held,
        "open": judging_round.locked_at and not judging_round.closed_at,
        "chairs": request.user.has_perm("judging.decide", judging_round),
        **agenda.page(
            judging_round,
            request.GET.get("part", ""),
            int(start) if start.isdecimal() else 0,
            rankings.drafts_in_words(judging_round),
            without=hidden_from(request.user, judging_round),
        ),
    }
    return render(request, "judging/meeting.html", context)


def _keep(request: SignedInRequest, judging_round: Round, form: MinutesForm) -> bool:
    seen = request.POST.get("version", "")
    try:
        actions.keep_minutes(
            judging_round=judging_round,
            by=request.user,
            seen=int(seen) if seen.isdecimal() else 0,
            **form.cleaned_data,
        )
    except MoveRefused as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(request, _("Saved."))
    return True


@require_POST
@login_required
def along_order(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Draft what is not drafted yet as the order, the pot and the promises have it."""
    judging_round = round_of(request, public_id)
    need(request, "judging.decide", judging_round)
    reason = request.POST.get("reason", "")
    try:
        count = actions.draft_along_order(
            judging_round=judging_round, reason=reason, by=request.user
        )
        messages.success(
            request, _("Drafted: %(count)s. Look at each before you finish.") % {"count": count}
        )
    except MoveRefused as refused:
        messages.error(request, str(refused))
    return redirect("judging:meeting", public_id)


@require_safe
@login_required
def walk(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The order walked down under the pot, each step with its reason; and what if."""
    judging_round = round_of(request, public_id)
    need(request, "judging.see_walk", judging_round)
    hidden = hidden_from(request.user, judging_round)
    context = walk_page.page(judging_round, request.GET, without=hidden)
    return render(request, "judging/walk.html", {"round": judging_round, **context})
