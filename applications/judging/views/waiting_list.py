"""What a closed round left open, and settling it."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import SignedInRequest
from applications.journey.road import steps
from applications.journey.states import State
from applications.journey.workflow import MoveRefused

from .. import actions, rankings
from ..chair_forms import VerdictForm
from ..models import Decision, Outcome, Round, Shortlisting
from ..ranking import hidden_from
from .common import need, round_of

WITH = ("application__call__programme", "application__applicant", "application__city")
Waiting = Decision | Shortlisting


@require_safe
@login_required
def reserve_list(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Who is called next when money comes free, what was put off, which conditions are open."""
    judging_round = round_of(request, public_id)
    need(request, "judging.decide_from_reserve", judging_round)
    waiting = [*_decisions(request, judging_round), *_kept(request, judging_round)]
    context = {
        "round": judging_round,
        "may_check": request.user.has_perm("judging.check_condition", judging_round),
        "waiting": [
            {
                "decision": each,
                "steps": steps(each.application),
                "condition": isinstance(each, Decision) and each.condition_is_open,
            }
            for each in waiting
        ],
        **rankings.pot_in_words(judging_round.call),
    }
    return render(request, "judging/reserve_list.html", context)


def _decisions(request: SignedInRequest, judging_round: Round):
    hidden = hidden_from(request.user, judging_round)
    waiting = Decision.objects.waiting().filter(round=judging_round)
    return (
        waiting.exclude(application__in=hidden)
        .select_related(*WITH, "condition_checker__person")
        .order_by("reserve_order", "rank", "pk")
    )


def _kept(request: SignedInRequest, judging_round: Round):
    hidden = hidden_from(request.user, judging_round)
    kept = judging_round.shortlistings.filter(
        outcome=Outcome.DEFER, application__state=State.READY_TO_PITCH
    )
    return kept.exclude(application__in=hidden).select_related(*WITH).order_by("rank", "pk")


@require_http_methods(["GET", "POST"])
@login_required
def decide_reserve(request: SignedInRequest, public_id: UUID, pitch_id: UUID) -> HttpResponse:
    """Award one that waits, or let it go; send one that was kept to the pitch day."""
    judging_round = round_of(request, public_id)
    need(request, "judging.decide_from_reserve", judging_round)
    found = _one(request, judging_round, pitch_id)
    hopeful = Outcome.SHORTLIST if judging_round.hands_over else Outcome.AWARD
    form = VerdictForm(
        request.POST or None,
        judging_round=judging_round,
        application=found.application_id,
        outcomes=[hopeful, Outcome.NOT_FUNDED],
        initial={"amount": rankings.asked(found.application), "feedback": found.feedback},
    )
    if request.method == "POST" and form.is_valid() and _settle(request, found, form):
        return redirect("judging:reserve_list", public_id)
    context = {
        "round": judging_round,
        "application": found.application,
        "steps": steps(found.application),
        "decision": found,
        "form": form,
        **rankings.pot_in_words(judging_round.call),
    }
    return render(request, "judging/decide_reserve.html", context)


def _one(request: SignedInRequest, judging_round: Round, pitch_id: UUID) -> Waiting:
    hidden = hidden_from(request.user, judging_round)
    for kind in (Decision, Shortlisting):
        every = kind.objects.filter(round=judging_round).exclude(application__in=hidden)
        found = every.select_related(*WITH).filter(application__public_id=pitch_id).first()
        if found is not None:
            found.round = judging_round
            return found
    raise Http404


def _settle(request: SignedInRequest, found: Waiting, form: VerdictForm) -> bool:
    try:
        if isinstance(found, Shortlisting):
            actions.decide_kept(shortlisting=found, verdict=form.verdict(), by=request.user)
        else:
            actions.decide_from_reserve(decision=found, verdict=form.verdict(), by=request.user)
    except MoveRefused as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(request, _("Decided."))
    return True


@require_POST
@login_required
def meet_condition(request: SignedInRequest, public_id: UUID, pitch_id: UUID) -> HttpResponse:
    """The officer found that the condition is met."""
    judging_round = round_of(request, public_id)
    need(request, "judging.check_condition", judging_round)
    decision = get_object_or_404(judging_round.decisions.all(), application__public_id=pitch_id)
    try:
        actions.meet_condition(decision=decision, by=request.user)
        messages.success(request, _("The condition is met. You can send the offer now."))
    except MoveRefused as refused:
        messages.error(request, str(refused))
    return redirect("judging:reserve_list", public_id)
