"""What an applicant sees and does with an application of their own."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import SignedInRequest

from . import (
    actions,
    earlier,
    history,
    more_time,
    road,
    tasklist,
    thread,
)
from .access import Access
from .door import let_in
from .forms import MoreTimeForm, OwnBasicsForm
from .helping_forms import HandOverForm
from .models import Application
from .own import last_day, steps_of, whole_application
from .panels import Screen, panels_of
from .states import OPEN, State
from .translations import any_foreign, write_in
from .versions import newer
from .workflow import MoveRefused, moves_open_to

LATEST_MESSAGES = 3


@require_safe
@login_required
def status(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Where the application is, what happens next and by when, and what happened so far.

    Who applies with the applicant sees the first two.
    """
    try:
        application = whole_application(request, public_id)
    except Http404:
        return _status_for_the_team(request, public_id)
    if application.is_test:
        return redirect("journey:tasks", public_id)
    dates = road.known_dates(application) | last_day(application)
    latest = reversed(thread.messages_of(application)[:LATEST_MESSAGES])
    moves = moves_open_to(request.user, application)
    context = {
        "application": application,
        "steps": road.steps(application, dates),
        "next": road.next_step(application),
        "late": more_time.look(application),
        "screening": getattr(application, "screening", None),
        "thread": thread.as_read(latest, by_applicant=True),
        "translated": application.translations.filter(is_latest=True).exists(),
        "receipts": application.receipts.order_by("-number"),
        "history": history.told_to(request.user, application),
        "panels": panels_of(Screen.APPLICANT, request, application),
        "can_withdraw": "withdraw" in moves,
        "can_undo": "undo_withdrawal" in moves,
    }
    return render(request, "journey/status.html", context)


def _status_for_the_team(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    application, access = let_in(request, public_id)
    if not access.is_of_the_team:
        raise Http404
    step = road.next_step(application)
    if step["yours"]:
        step |= {"yours": False, "who": application.applicant.display_name}
    context = {
        "application": application,
        "steps": steps_of(application, road.known_dates(application)),
        "next": step,
        "screening": getattr(application, "screening", None),
        "is_open": application.state in OPEN,
    }
    return render(request, "journey/team_status.html", context)


@require_safe
@login_required
def tasks(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The parts to fill in, each with how far it is."""
    application, access = let_in(request, public_id)
    if access.is_applicant and application.state not in OPEN:
        return redirect("journey:status", public_id)
    context = {
        "application": application,
        "access": access,
        "is_open": application.state in OPEN,
        "steps": steps_of(application),
        "next": road.next_step(application),
        "late": more_time.look(application) if access.is_applicant else None,
        "newer": newer(application) if access.is_applicant else None,
        "earlier": earlier.offers(application) if access.is_applicant else [],
        "groups": tasklist.groups(application, access),
        "request_for_changes": tasklist.open_request(application),
        "translates": bool(access.helper)
        and any_foreign(application, access.questions(application)),
        "hand_over": HandOverForm(),
        "hands_over": _may_hand_over(application, access),
        "handed_over": tasklist.handed_over(application) if access.is_applicant else [],
    }
    return render(request, "journey/tasks.html", context)


def _may_hand_over(application: Application, access: Access) -> bool:
    """Whether this helper can say that they are done; who assists sends it themselves."""
    may_type = access.helper is not None and access.may_type and not access.assists
    return may_type and application.state in OPEN


@require_http_methods(["GET", "POST"])
@login_required
def basics(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The project's name, strand and city."""
    application = whole_application(request, public_id)
    if application.state != State.DRAFT:
        return redirect("journey:status", public_id)
    form = OwnBasicsForm(application.call, request.POST or None, instance=application)
    if form.is_valid():
        given = dict(form.cleaned_data)
        try:
            if language := given.pop("writes_in"):
                write_in(application, language=language, by=request.user)
            actions.change_basics(application, by=request.user, **given)
            return redirect("journey:tasks", public_id)
        except MoveRefused as refused:
            form.add_error("title", str(refused))
    return render(request, "journey/basics.html", {"application": application, "form": form})


@require_http_methods(["GET", "POST"])
@login_required
def ask_for_time(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The call has closed: ask for more time, in one's own words."""
    application = whole_application(request, public_id)
    late = more_time.look(application)
    if late is None or not (late.can_ask or request.method == "POST"):
        return redirect("journey:tasks", public_id)
    form = MoreTimeForm(request.POST or None)
    if form.is_valid():
        try:
            more_time.ask(application, reason=form.cleaned_data["reason"], by=request.user)
            messages.success(request, _("We have your request. We write to you soon."))
        except MoveRefused as refused:
            messages.error(request, str(refused))
        return redirect("journey:tasks", public_id)
    context = {"application": application, "late": late, "form": form}
    return render(request, "journey/more_time.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def withdraw(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Take the application back, in one step, after a page that says what it means."""
    application = whole_application(request, public_id)
    if request.method == "POST":
        return _move(request, application, actions.withdraw, _("You took back your application."))
    if "withdraw" not in moves_open_to(request.user, application):
        return redirect("journey:status", public_id)
    return render(request, "journey/withdraw.html", {"application": application})


@require_POST
@login_required
def undo(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    application = whole_application(request, public_id)
    return _move(
        request, application, actions.undo_withdrawal, _("Your application is back on its road.")
    )


def _move(request: SignedInRequest, application: Application, move, done: str) -> HttpResponse:
    try:
        move(application, by=request.user, seen=request.POST.get("seen", ""))
        messages.success(request, done)
    except MoveRefused as refused:
        messages.error(request, str(refused))
    return redirect("journey:status", application.public_id)
