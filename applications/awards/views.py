"""What an applicant does with an award: read and sign, turn down, report."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

import audit.record
from accounts.http import SignedInRequest
from applications.journey.models import Application
from applications.journey.road import known_dates, steps
from applications.journey.states import State
from applications.journey.workflow import MoveRefused

from . import actions
from .forms import DeclineForm, ReportForm, SignForm
from .models import Award

SIGNED_HOW = "typed name and ticked box, signed in"


def _award_of(request: SignedInRequest, public_id: UUID) -> Award:
    """The award of an application that the user may open; 404 for anybody else."""
    mine = Application.objects.visible_to(request.user)
    return get_object_or_404(
        Award.objects.with_case().select_related(
            "application__strand", "application__city", "final_report"
        ),
        application__in=mine.filter(public_id=public_id),
    )


def _note_sighting(request: SignedInRequest, award: Award, screen: str) -> None:
    if request.user.person_id != award.application.applicant_id:
        audit.record.saw(award.application, by=request.user, screen=screen)


def _page(request: SignedInRequest, template: str, award: Award, **context: object) -> HttpResponse:
    application = award.application
    return render(
        request,
        template,
        {
            "award": award,
            "agreement": award.agreement,
            "application": application,
            "steps": steps(application, known_dates(application)),
            "is_mine": request.user.person_id == application.applicant_id,
            **context,
        },
    )


@require_http_methods(["GET", "POST"])
@login_required
def agreement(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The agreement side by side in the person's language; signing it is one form."""
    award = _award_of(request, public_id)
    first = {"sha256": award.agreement.sha256, "seen": award.application.state}
    form = SignForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        return _sign(request, award, form.cleaned_data)
    if request.method == "GET":
        _note_sighting(request, award, "agreement")
    open_offer = award.application.state == State.AWARDED and not award.agreement.signed_at
    return _page(
        request,
        "awards/agreement.html",
        award,
        form=form,
        open_offer=open_offer,
        tranches=award.tranches.all(),
    )


def _sign(request: SignedInRequest, award: Award, given: dict) -> HttpResponse:
    try:
        actions.sign_agreement(
            award,
            by=request.user,
            name=given["name"],
            how=SIGNED_HOW,
            sha256=given["sha256"],
            seen=given["seen"],
        )
    except MoveRefused as refused:
        messages.error(request, str(refused))
        return redirect("awards:agreement", award.application.public_id)
    messages.success(request, _("You signed the agreement. We sent you a copy by e-mail."))
    return redirect("payments:mine", award.application.public_id)


@require_http_methods(["GET", "POST"])
@login_required
def decline(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Turn the offer down, after one more question."""
    award = _award_of(request, public_id)
    form = DeclineForm(request.POST or None, initial={"seen": award.application.state})
    if request.method == "POST" and form.is_valid():
        try:
            actions.decline_offer(award, by=request.user, seen=form.cleaned_data["seen"])
        except MoveRefused as refused:
            messages.error(request, str(refused))
            return redirect("awards:agreement", public_id)
        messages.success(request, _("You turned down the grant. Thank you for telling us."))
        return redirect("journey:status", public_id)
    if request.method == "GET":
        _note_sighting(request, award, "decline")
    return _page(request, "awards/decline.html", award, form=form)


@require_http_methods(["GET", "POST"])
@login_required
def report(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The final report: write it, see that we have it, add to it when it was sent back."""
    award = _award_of(request, public_id)
    sent = getattr(award, "final_report", None)
    form = ReportForm(request.POST or None, initial={"text": sent.text if sent else ""})
    if request.method == "POST" and form.is_valid():
        try:
            actions.send_report(award, by=request.user, text=form.cleaned_data["text"])
        except MoveRefused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("Thank you. We have your report and will read it."))
        return redirect("awards:report", public_id)
    if request.method == "GET":
        _note_sighting(request, award, "report")
    running = award.application.state == State.ACTIVE
    may_write = running and (sent is None or sent.sent_back_at is not None)
    return _page(request, "awards/report.html", award, form=form, report=sent, may_write=may_write)
