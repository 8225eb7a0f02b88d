"""An officer gives drafts more time: those who asked, and by reference those who called."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

import audit.record
from accounts.http import SignedInRequest

from . import more_time
from .models import Application, ExtensionRequest
from .officer_forms import ExtensionForm, GrantForm, RefuseTimeForm, end_of
from .officer_views import officers_only
from .states import State
from .workflow import MoveRefused

ANSWERED = 20
"""How many of the latest answers are listed."""


@require_safe
@officers_only
def index(request: SignedInRequest) -> HttpResponse:
    """Who asks for more time, the longest wait first; below, what was answered of late."""
    found = ExtensionRequest.objects.reached_by(request.user).select_related(
        "application__call__programme", "application__applicant", "answered_by__person"
    )
    context = {
        "title": _("Who asks for more time"),
        "waiting": found.waiting(),
        "answered": found.exclude(answered_at=None).order_by("-answered_at")[:ANSWERED],
    }
    return render(request, "journey/admin/more_time.html", context)


@require_http_methods(["GET", "POST"])
@officers_only
def answer(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """One request: why, how far the draft is, and yes until a day or no with a reason."""
    reached = ExtensionRequest.objects.reached_by(request.user).select_related(
        "application__call__programme", "application__applicant", "application__city", "asked_by"
    )
    asked = get_object_or_404(reached, application__public_id=public_id)
    says_no = request.POST.get("do") == "refuse"
    data = request.POST or None
    yes, no = GrantForm(None if says_no else data), RefuseTimeForm(data if says_no else None)
    if request.method == "POST" and _answered(request, asked.application, no if says_no else yes):
        return redirect("pipeline:more_time")
    audit.record.saw(asked.application, by=request.user, screen="pipeline.more_time")
    context = {
        "title": asked.application.title,
        "asked": asked,
        "application": asked.application,
        "yes": yes,
        "no": no,
        "is_draft": asked.application.state == State.DRAFT,
    }
    return render(request, "journey/admin/answer_more_time.html", context)


def _answered(
    request: SignedInRequest, draft: Application, form: GrantForm | RefuseTimeForm
) -> bool:
    if not form.is_valid():
        return False
    given = form.cleaned_data
    try:
        if isinstance(form, GrantForm):
            reason = draft.extension_request.reason
            until = end_of(given["until_day"], draft)
            more_time.grant(draft, until=until, reason=reason, by=request.user)
            messages.success(request, _("%s has more time. The applicant is told.") % draft)
        else:
            more_time.refuse(draft, reply=given["reply"], by=request.user)
            messages.success(request, _("The applicant is told, and can read why."))
    except MoveRefused as refused:
        form.add_error(None, str(refused))
        return False
    return True


@require_http_methods(["GET", "POST"])
@officers_only
def extension(request: SignedInRequest) -> HttpResponse:
    """Give a draft more time, by its reference, without opening it."""
    form = ExtensionForm(request.POST or None)
    if form.is_valid() and _extend(request, form):
        return redirect("pipeline:extension")
    context = {"title": _("Give more time"), "form": form}
    return render(request, "journey/admin/extension.html", context)


def _extend(request: SignedInRequest, form: ExtensionForm) -> bool:
    given = form.cleaned_data
    draft = (
        Application.objects.visible_to(request.user)
        .with_road()
        .filter(reference__iexact=given["reference"].strip(), state=State.DRAFT)
        .first()
    )
    if draft is None or not request.user.has_perm("journey.screen", draft):
        form.add_error("reference", _("No draft in your programmes has this reference."))
        return False
    until = end_of(given["until_day"], draft)
    try:
        more_time.grant(draft, until=until, reason=given["reason"], by=request.user)
    except MoveRefused as refused:
        form.add_error("until_day", str(refused))
        return False
    messages.success(request, _("%s has more time. The applicant is told.") % draft.reference)
    return True
