"""The ranking and the decisions. The panel decides, not the model."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import SignedInRequest
from applications.journey.road import steps
from applications.journey.workflow import MoveRefused

from .. import actions, closing_page, pictures, rankings
from ..chair_forms import VerdictForm
from ..door import on_the_panel
from ..models import DraftDecision, Entry, Round
from ..ranking import hidden_from
from .common import entry_of, need, round_of


@require_safe
@on_the_panel
def ranking(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The order, how sure it is, and for the chair what is decided and what the pot holds."""
    judging_round = round_of(request, public_id)
    need(request, "judging.see_ranking", judging_round)
    start = request.GET.get("from", "")
    first = int(start) if start.isdecimal() else 0
    context = rankings.page(judging_round, request.user, first)
    return render(request, "judging/ranking.html", {"round": judging_round, **context})


@require_POST
@login_required
def lock(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """End the scoring; the chair decides then."""
    judging_round = round_of(request, public_id)
    need(request, "judging.decide", judging_round)
    try:
        actions.lock_scores(judging_round=judging_round, by=request.user)
    except MoveRefused as refused:
        messages.error(request, str(refused))
        return redirect("judging:panel", public_id)
    messages.success(request, _("The scores are locked. The chair can decide."))
    return redirect("judging:ranking", public_id)


@require_POST
@login_required
def talked(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The panel has talked: judges may give second marks."""
    judging_round = round_of(request, public_id)
    need(request, "judging.decide", judging_round)
    try:
        actions.open_second_marks(judging_round=judging_round, by=request.user)
        messages.success(request, _("Judges can give second marks until you lock the scores."))
    except MoveRefused as refused:
        messages.error(request, str(refused))
    return redirect("judging:panel", public_id)


@require_safe
@login_required
def judges(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Each judge's habit, and whether the list would change without them; not for the judges."""
    judging_round = round_of(request, public_id)
    need(request, "judging.see_judges", judging_round)
    start = request.GET.get("from", "")
    context = rankings.judges_in_words(
        judging_round, request.user, int(start) if start.isdecimal() else 0
    )
    return render(request, "judging/judges.html", {"round": judging_round, **context})


@require_http_methods(["GET", "POST"])
@login_required
def decide(request: SignedInRequest, public_id: UUID, pitch_id: UUID) -> HttpResponse:
    """What the chair means to decide about one application."""
    judging_round = round_of(request, public_id)
    need(request, "judging.decide", judging_round)
    entry = entry_of(judging_round, pitch_id)
    if entry.application_id in hidden_from(request.user, judging_round):
        messages.error(request, _("You keep out of this one. Ask the officer for another chair."))
        return redirect("judging:ranking", public_id)
    currency = judging_round.call.currency
    draft = DraftDecision.objects.filter(
        round=judging_round, application=entry.application_id
    ).first()
    form = VerdictForm(
        request.POST or None,
        judging_round=judging_round,
        application=entry.application_id,
        initial=_initial(entry, draft, currency),
    )
    if request.method == "POST" and form.is_valid() and _draft(request, entry, form):
        return redirect("judging:ranking", public_id)
    context = {
        "round": judging_round,
        "application": entry.application,
        "steps": steps(entry.application),
        "form": form,
        "version": draft.version if draft else 0,
        "open": judging_round.locked_at and not judging_round.closed_at,
        **rankings.standing_in_words(judging_round, entry, request.user),
        **pictures.of_one(entry),
        "earlier": pictures.of_earlier_rounds(entry),
    }
    return render(request, "judging/decide.html", context)


def _initial(entry: Entry, draft: DraftDecision | None, currency: str) -> dict[str, object]:
    if draft:
        return VerdictForm.initial_of(draft, currency)
    return {"amount": rankings.asked(entry.application)}


def _draft(request: SignedInRequest, entry: Entry, form: VerdictForm) -> bool:
    seen = request.POST.get("version", "")
    try:
        actions.draft_decision(
            entry=entry,
            verdict=form.verdict(),
            by=request.user,
            seen=int(seen) if seen.isdecimal() else 0,
        )
    except MoveRefused as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(request, _("Saved. Nobody is told before the round is decided."))
    return True


@require_http_methods(["GET", "POST"])
@login_required
def close(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Look once more: the chair proposes to finish, an officer confirms exactly that."""
    judging_round = round_of(request, public_id)
    if not request.user.has_perm("judging.decide", judging_round):
        need(request, "judging.confirm", judging_round)
    if request.method == "POST":
        return _close(request, judging_round)
    if judging_round.closed_at:
        return redirect("judging:ranking", public_id)
    last = judging_round.closings.select_related("asked_by__person").first()
    if last and last.is_open:
        return render(
            request, "judging/being_decided.html", closing_page.goes_on(last, request.user)
        )
    start = request.GET.get("from", "")
    context = closing_page.page(
        judging_round,
        request.user,
        request.GET.get("part", ""),
        int(start) if start.isdecimal() else 0,
    )
    context["failed"] = closing_page.failed(last, judging_round)
    return render(request, "judging/close.html", {"round": judging_round, **context})


def _close(request: SignedInRequest, judging_round: Round) -> HttpResponse:
    """Do what the pressed button says."""
    do, back = request.POST.get("do"), "judging:close"
    try:
        if do == "confirm":
            seen = request.POST.get("hash", "")
            decided = actions.confirm_closing(
                judging_round=judging_round, seen=seen, by=request.user
            )
            if decided.closed_at:
                messages.success(request, _("Decided. The applicants are told now."))
                back = "judging:ranking"
        elif do == "withdraw":
            actions.withdraw_proposal(judging_round=judging_round, by=request.user)
            messages.success(request, _("You can go on deciding."))
        else:
            actions.propose_closing(judging_round=judging_round, by=request.user)
            messages.success(request, _("Proposed. An officer looks at it and confirms it."))
    except MoveRefused as refused:
        messages.error(request, str(refused))
    return redirect(back, judging_round.public_id)


@require_POST
@login_required
def choose_order(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The chair says what the order follows, before the first mark."""
    judging_round = round_of(request, public_id)
    need(request, "judging.decide", judging_round)
    order = request.POST.get("order", "")
    try:
        actions.choose_order(judging_round=judging_round, order=order, by=request.user)
        messages.success(request, _("Saved."))
    except MoveRefused as refused:
        messages.error(request, str(refused))
    return redirect("judging:panel", public_id)
