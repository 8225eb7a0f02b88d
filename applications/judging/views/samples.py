"""The exercise: a judge scores two samples and then reads what the group gave."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import SignedInRequest
from applications.journey.workflow import MoveRefused

from .. import actions
from .. import samples_page as pages
from ..door import on_the_panel
from ..forms import SampleScoreForm
from ..models import Round, Sample
from ..officer_forms import SampleForm
from .common import seat_of
from .officer import officers_only, run_by


@require_safe
@on_the_panel
def samples(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Which sample is next; when both are in, what the group gave."""
    judging_round, member = seat_of(request, public_id)
    if not judging_round.calibrates:
        return redirect("judging:panel", public_id)
    context = {
        "round": judging_round,
        "member": member,
        "rows": pages.samples_of(member, judging_round),
        "group": pages.group_of(member, judging_round) if member.calibrated_at else [],
    }
    return render(request, "judging/samples.html", context)


@require_http_methods(["GET", "POST"])
@on_the_panel
def sample(request: SignedInRequest, public_id: UUID, position: int) -> HttpResponse:
    """One sample against the rubric."""
    judging_round, member = seat_of(request, public_id)
    found = get_object_or_404(judging_round.samples, position=position)
    if not judging_round.calibrates or member.sample_cards.filter(sample=found).exists():
        return redirect("judging:samples", public_id)
    typed = request.POST if request.method == "POST" else None
    form = SampleScoreForm(typed, rubric=judging_round.rubric)
    if form.is_valid() and form.is_complete():
        try:
            actions.score_sample(sample=found, member=member, given=form.given(), by=request.user)
            messages.success(request, _("It is in. Thank you."))
        except MoveRefused as refused:
            messages.error(request, str(refused))
        return redirect("judging:samples", public_id)
    context = {"round": judging_round, "sample": found, "form": form}
    return render(request, "judging/sample.html", context)


@require_http_methods(["GET", "POST"])
@officers_only
def write(request: SignedInRequest, public_id: UUID, position: int) -> HttpResponse:
    """An officer writes a sample, or copies it from another round or from a test of the form."""
    judging_round = run_by(request, public_id)
    found = judging_round.samples.filter(position=position).first()
    found = found or Sample(round=judging_round, position=position)
    rounds = Round.objects.run_by(request.user)
    copy = pages.copied(request.GET.get("from", ""), judging_round, rounds)
    form = SampleForm(request.POST or None, instance=found, initial=copy)
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_sample(sample=form.save(commit=False), by=request.user)
            messages.success(request, _("Saved."))
            return redirect("judging_admin:round", public_id)
        except MoveRefused as refused:
            form.add_error(None, str(refused))
    context = {
        "title": _("Sample %(number)s") % {"number": position},
        "round": judging_round,
        "form": form,
        "sources": pages.sources(judging_round, rounds),
    }
    return render(request, "judging/admin/sample.html", context)
