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
from .answered import answered
from .assisted_forms import SpokenForm
from .door import let_in
from .models import Application, Confirmation
from .own import steps_of
from .pages import page_number, to_check
from .states import OPEN, State
from .versions import newer
from .workflow import MoveRefused

BASICS, UNFINISHED, SENDING = 1_300, 4_000, 3_500
"""Bytes of what stands above the answers on the first page and below them on the last."""


@require_http_methods(["GET", "POST"])
@login_required
def check(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Check your answers, then send; later, read what you sent. Also for a caseworker who sends
    it with the word of somebody without a sign-in."""
    if request.method == "POST":
        return _send(request, public_id)
    application, access = let_in(request, public_id)
    if not access.sends:
        raise Http404
    is_open = application.state in OPEN
    every = tasklist.answers_to_check(application, answered(application, get_language()))
    unfinished = tasklist.what_is_unfinished(application) if is_open else []
    first, last = BASICS, SENDING if is_open else 0
    if unfinished:
        first, last = BASICS + UNFINISHED, UNFINISHED
    shown, number = to_check(every, first=first, last=last), page_number(request)
    if number > len(shown):
        raise Http404
    context = {
        "application": application,
        "is_guest": not access.is_applicant,
        "is_open": is_open,
        "newer": newer(application) if access.is_applicant else None,
        "steps": steps_of(application),
        "late": more_time.look(application) if access.is_applicant else None,
        "spoken": SpokenForm() if access.assists else None,
        "basics": tasklist.basics_to_check(application, access),
        "parts": shown[number - 1],
        "page": number,
        "pages": len(shown),
        "unfinished": unfinished,
        "to_confirm": tasklist.to_confirm(application) if is_open else None,
    }
    return render(request, "journey/check.html", context)


def _send(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The action itself says who may send what: nothing is read before it holds the application."""
    try:
        sent = actions.submit(
            public_id,
            by=request.user,
            seen=request.POST.get("seen", ""),
            confirmed=confirming.from_text(request.POST.get("confirm", "")),
            how=_how_told(request),
        )
    except (Application.DoesNotExist, MoveRefused) as refused:
        return _not_sent(request, public_id, refused)
    messages.success(request, _("Thank you. We have your application."))
    return redirect(_end(request, sent), public_id)


def _not_sent(request: SignedInRequest, public_id: UUID, refused: Exception) -> HttpResponse:
    """What to say to whom: nothing to strangers, and that it is in to who pressed twice."""
    application, access = let_in(request, public_id, whole=False)
    if not access.sends:
        raise Http404
    if application.is_test:
        return _finish_test(request, application)
    if application.state == State.SUBMITTED and request.POST.get("seen") in OPEN:
        messages.info(request, _("We have your application already. It was sent once."))
        return redirect(_end(request, application), public_id)
    messages.error(request, str(refused))
    return redirect("journey:check", public_id)


def _end(request: SignedInRequest, application: Application) -> str:
    own = application.applicant_id == request.user.person_id
    return "journey:status" if own else "journey:tasks"


def _finish_test(request: SignedInRequest, test: Application) -> HttpResponse:
    try:
        trials.finish(test, by=request.user)
    except MoveRefused as refused:
        messages.error(request, str(refused))
        return redirect("journey:check", test.public_id)
    messages.success(request, _("The test is complete. An application would be sent now."))
    return redirect("calls:call", test.call.public_id)


def _how_told(request: SignedInRequest) -> Confirmation.How:
    """Asked of who sends it for somebody else; `confirm` refuses an answer of anybody else."""
    if "how" not in request.POST:
        return Confirmation.How.THEMSELVES
    spoken = SpokenForm(request.POST)
    if not spoken.is_valid():
        return Confirmation.How.THEMSELVES
    return Confirmation.How(spoken.cleaned_data["how"])
