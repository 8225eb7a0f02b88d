"""An officer's screens in Wagtail's admin: how the day runs, its stages, its order."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import SignedInRequest
from applications.journey.workflow import MoveRefused
from applications.judging.models import Round
from applications.judging.views.officer import officers_only, run_by

from .. import actions
from ..codes import square
from ..forms import DayForm
from ..models.days import day_of
from ..prize import standings


@require_http_methods(["GET", "POST"])
@officers_only
def day(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """How long a pitch takes and who votes; the stages with their screens."""
    found = run_by(request, public_id)
    form = DayForm(request.POST or None, instance=day_of(found))
    if request.method == "POST" and (done := _do(request, found, form)):
        messages.success(request, done)
        return redirect("pitching_admin:day", public_id)
    context = {
        "title": _("The day itself"),
        "round": found,
        "form": form,
        "stages": found.stages.filter(turns__isnull=False).distinct(),
        "locked": found.locked_at is not None,
        "tickets": found.tickets.count(),
        "standings": standings(found),
    }
    return render(request, "pitching/admin/day.html", context)


def _do(request: SignedInRequest, found: Round, form: DayForm) -> str:
    """Do what the pressed button says; an empty answer shows the page with its errors."""
    try:
        match request.POST.get("do"):
            case "renew":
                key = request.POST.get("stage", "")
                stage = get_object_or_404(found.stages, pk=key if key.isdecimal() else 0)
                actions.renew_link(stage=stage, by=request.user)
                return _("The screen has a new address. The old one is shut.")
            case "tickets":
                number = request.POST.get("number", "")
                actions.make_tickets(
                    judging_round=found,
                    number=int(number) if number.isdecimal() else 0,
                    by=request.user,
                )
                return _("The tickets are ready to print.")
            case "save" if form.is_valid():
                actions.set_up_day(day=form.save(commit=False), by=request.user)
                return _("Saved.")
    except MoveRefused as refused:
        messages.error(request, str(refused))
    return ""


@require_safe
@officers_only
def tickets(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Tickets to print and cut: a code and its square for each seat."""
    found = run_by(request, public_id)
    stage = found.stages.filter(turns__isnull=False).first()
    rows = []
    if stage:
        address = request.build_absolute_uri(reverse("vote", args=[stage.code]))
        rows = [
            {"code": each.code, "square": square(f"{address}?t={each.code}")}
            for each in found.tickets.all()
        ]
    context = {"title": _("Tickets"), "round": found, "tickets": rows}
    return render(request, "pitching/admin/tickets.html", context)
