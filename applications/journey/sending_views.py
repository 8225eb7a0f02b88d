"""Check your answers, then send."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest

from . import (
    actions,
    confirming,
    more_time,
    tasklist,
    trials,
)
from .access import Access
from .answered import answered
from .assisted_forms import SpokenForm
from .door import let_in
from .models import Application, Confirmation
from .own import steps_of
from .states import OPEN, State
from .versions import newer
from .workflow import ChangedMeanwhile, MoveRefused


@require_http_methods(["GET", "POST"])
@login_required
def check(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Check your answers, then send; later, read what you sent. Also for a caseworker who sends
    it with the word of somebody without a sign-in."""
    application, access = let_in(request, public_id, whole=request.method == "GET")
    if not access.sends:
        raise Http404
    if request.method == "POST":
        return _send(request, application, access)
    is_open = application.state in OPEN
    context = {
        "application": application,
        "is_guest": not access.is_applicant,
        "is_open": is_open,
        "newer": newer(application) if access.is_applicant else None,
        "steps": steps_of(application),
        "late": more_time.look(application) if access.is_applicant else None,
        "spoken": SpokenForm() if access.assists else None,
        "basics": tasklist.basics_to_check(application, access),
        "parts": tasklist.answers_to_check(application, answered(application, get_language())),
        "unfinished": tasklist.what_is_unfinished(application) if is_open else [],
        "to_confirm": tasklist.to_confirm(application) if is_open else None,
    }
    return render(request, "journey/check.html", context)


def _send(request: SignedInRequest, application: Application, access: Access) -> HttpResponse:
    seen, end = request.POST.get("seen", ""), "status" if access.is_applicant else "tasks"
    if application.is_test:
        return _finish_test(request, application)
    if application.state == State.SUBMITTED and seen in OPEN:
        return _sent_already(request, application, end)
    try:
        actions.submit_application(
            application,
            by=request.user,
            seen=seen,
            confirmed=confirming.from_text(request.POST.get("confirm", "")),
            how=_how_told(request, access),
        )
    except MoveRefused as refused:
        application.refresh_from_db()
        if isinstance(refused, ChangedMeanwhile) and application.state == State.SUBMITTED:
            return _sent_already(request, application, end)
        messages.error(request, str(refused))
        return redirect("journey:check", application.public_id)
    messages.success(request, _("Thank you. We have your application."))
    return redirect(f"journey:{end}", application.public_id)


def _finish_test(request: SignedInRequest, test: Application) -> HttpResponse:
    try:
        trials.finish(test, by=request.user)
    except MoveRefused as refused:
        messages.error(request, str(refused))
        return redirect("journey:check", test.public_id)
    messages.success(request, _("The test is complete. An application would be sent now."))
    return redirect("calls:call", test.call.public_id)


def _sent_already(request: SignedInRequest, application: Application, end: str) -> HttpResponse:
    messages.info(request, _("We have your application already. It was sent once."))
    return redirect(f"journey:{end}", application.public_id)


def _how_told(request: SignedInRequest, access: Access) -> Confirmation.How:
    spoken = SpokenForm(request.POST)
    if access.assists and spoken.is_valid():
        return Confirmation.How(spoken.cleaned_data["how"])
    return Confirmation.How.THEMSELVES
