"""The officer's screens about awards, in Wagtail's admin."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, Prefetch, Subquery, Sum
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

import audit.record
from accounts.http import SignedInRequest
from applications.journey.models import CASEWORK_ROLES, Application
from applications.journey.road import steps
from applications.journey.states import State
from applications.journey.workflow import MoveRefused, moves_open_to
from applications.judging.models import Decision
from programmes.models import Programme
from programmes.money import spoken
from programmes.scopes import holds

from . import actions, limits
from .forms import EndEarlyForm, IssueForm, SendBackForm
from .models import Award, FinalReport, Tranche

PAGE = 50


def _require_officer(request: SignedInRequest) -> None:
    if not holds(request.user, CASEWORK_ROLES):
        raise PermissionDenied


@require_safe
def overview(request: SignedInRequest) -> HttpResponse:
    """What is to be issued, what is out, what came back, and what is left in the pot."""
    _require_officer(request)
    handled = Application.objects.handled_by(request.user).select_related(
        "call__programme", "applicant", "decision"
    )
    awards = Award.objects.visible_to(request.user).with_case()
    reports = awards.filter(
        final_report__isnull=False, final_report__accepted_at=None, final_report__sent_back_at=None
    )
    issued, older = _page_of(awards, request.GET.get("before", ""))
    return render(
        request,
        "awards/admin/overview.html",
        {
            "to_issue": handled.filter(
                state=State.JUDGED, decision__in=Decision.objects.to_offer()
            ).order_by("decision__rank", "pk"),
            "reserve": handled.filter(state=State.RESERVE).order_by(
                "call", "decision__reserve_order", "pk"
            ),
            "unsigned": awards.filter(application__state=State.AWARDED).order_by("answer_by"),
            "reports": reports.select_related("final_report").order_by("final_report__sent_at"),
            "issued": issued,
            "older": older,
            "pots": _pots(handled),
        },
    )


def _page_of(awards, before: str) -> tuple[list[Award], int | None]:
    """One page of the issued awards, newest first, and the id that the next page starts below."""
    if before.isdecimal():
        awards = awards.filter(pk__lt=int(before))
    page = list(awards.order_by("-pk")[: PAGE + 1])
    return page[:PAGE], page[PAGE - 1].pk if len(page) > PAGE else None


def _pots(handled) -> list[dict]:
    """For each programme in reach: budget, promised, paid, left, for components/pot_meter.html."""
    paid = (
        Award.objects.filter(programme=OuterRef("pk"))
        .order_by()
        .values("programme")
        .annotate(total=Sum("paid_minor"))
        .values("total")
    )
    programmes = Programme.objects.filter(
        pk__in=handled.order_by().values("call__programme")
    ).annotate(paid_minor=Coalesce(Subquery(paid), 0))
    return [_pot(programme) for programme in programmes]


def _pot(programme) -> dict:
    budget, promised, paid = (
        programme.budget_minor,
        programme.awarded_minor,
        programme.paid_minor,
    )
    return {
        "title": str(programme),
        "total_text": spoken(budget, programme.currency),
        "paid_text": spoken(paid, programme.currency),
        "committed_text": spoken(promised, programme.currency),
        "left_text": spoken(budget - promised, programme.currency),
        "paid_share": 100 * paid / budget if budget else 0,
        "committed_share": 100 * promised / budget if budget else 0,
    }


@require_http_methods(["GET", "POST"])
def issue(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The terms of one award, beside what the panel decided and what is left."""
    _require_officer(request)
    application = get_object_or_404(
        Application.objects.handled_by(request.user)
        .select_related("decision__round")
        .with_road()
        .filter(decision__isnull=False),
        public_id=public_id,
    )
    if not request.user.has_perm("journey.award", application):
        raise PermissionDenied
    if Award.objects.filter(application=application).exists():
        return redirect("awards_admin:award", application.award_record.public_id)
    form = IssueForm(
        request.POST or None,
        application=application,
        initial=IssueForm.first_words(application),
    )
    if request.method == "POST" and form.is_valid():
        return _issue(request, application, form.cleaned_data)
    if request.method == "GET":
        audit.record.saw(application, by=request.user, screen="issue award")
    call, programme = application.call, application.call.programme
    return render(
        request,
        "awards/admin/issue.html",
        {
            "application": application,
            "decision": application.decision,
            "steps": steps(application),
            "form": form,
            "pot_left": call.pot_minor - limits.spoken_for(call),
            "budget_left": programme.budget_minor - programme.awarded_minor,
            "over_target": limits.over_target(programme),
        },
    )


def _issue(request: SignedInRequest, application: Application, given: dict) -> HttpResponse:
    try:
        award = actions.issue_award(
            application,
            by=request.user,
            amount_minor=given["amount"],
            percents=given["percents"],
            middle_on=given["middle_on"],
            answer_by=given["answer_by"],
            over_target_reason=given["over_target_reason"],
            seen=given["seen"],
        )
    except MoveRefused as refused:
        messages.error(request, str(refused))
        return redirect("awards_admin:issue", application.public_id)
    messages.success(request, _("The award is issued. The applicant has a letter."))
    return redirect("awards_admin:award", award.public_id)


def _award(request: SignedInRequest, public_id: UUID) -> Award:
    _require_officer(request)
    with_payments = Prefetch("tranches", Tranche.objects.select_related("disbursement"))
    return get_object_or_404(
        Award.objects.visible_to(request.user)
        .with_case()
        .select_related(
            "final_report", "application__strand", "application__city", "issued_by__person"
        )
        .prefetch_related(with_payments),
        public_id=public_id,
    )


@require_safe
def award(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """One award: its parts, its agreement, its report, and what can be done now."""
    award = _award(request, public_id)
    audit.record.saw(award.application, by=request.user, screen="award")
    report = getattr(award, "final_report", None)
    return render(
        request,
        "awards/admin/award.html",
        {
            "award": award,
            "application": award.application,
            "agreement": award.agreement,
            "report": report,
            "report_open": report and not report.accepted_at and not report.sent_back_at,
            "steps": steps(award.application),
            "moves": moves_open_to(request.user, award.application),
            "send_back": SendBackForm(),
            "end_early": EndEarlyForm(initial={"seen": award.application.state}),
            "may_read_report": request.user.has_perm("awards.read_report", award),
        },
    )


@require_POST
def accept_report(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    award = _award(request, public_id)
    report = get_object_or_404(FinalReport, award=award)
    return _done(
        request,
        award,
        lambda: actions.accept_report(report, by=request.user),
        _("The report is accepted. What is paid on it is on finance's list."),
    )


@require_POST
def send_report_back(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    award = _award(request, public_id)
    report = get_object_or_404(FinalReport, award=award)
    note = request.POST.get("note", "")
    return _done(
        request,
        award,
        lambda: actions.send_report_back(report, by=request.user, note=note),
        _("The grantee has a letter with your words."),
    )


@require_POST
def complete(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    award = _award(request, public_id)
    seen = request.POST.get("seen", "")
    return _done(
        request,
        award,
        lambda: actions.complete(award, by=request.user, seen=seen),
        _("The grant is complete."),
    )


@require_POST
def end_early(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    award = _award(request, public_id)
    reason, seen = request.POST.get("reason", ""), request.POST.get("seen", "")
    return _done(
        request,
        award,
        lambda: actions.end_early(award, by=request.user, reason=reason, seen=seen),
        _("The grant has ended. What was not paid is free again."),
    )


def _done(request: SignedInRequest, award: Award, act, sentence: str) -> HttpResponse:
    """Do it and say so, or say why not; back to the award either way."""
    try:
        act()
    except MoveRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, sentence)
    return redirect("awards_admin:award", award.public_id)
