"""What an applicant sees and does with an application."""

from typing import cast
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_permissions_policy.decorators import permissions_policy_override

import audit.record
from accounts.http import SignedInRequest
from files.views import opened

from . import (
    actions,
    answer_files,
    confirming,
    earlier,
    history,
    more_time,
    road,
    tasklist,
    thread,
    trials,
)
from .access import Access, access_of
from .answered import answered
from .assisted_forms import SpokenForm
from .deadlines import due
from .door import HelpIsOver, let_in
from .fields import RowsField
from .forms import MoreTimeForm, OwnBasicsForm, SectionForm
from .helping_forms import HandOverForm
from .models import Application, ApplicationQuerySet, Confirmation
from .panels import Screen, panels_of
from .questions import Section, sections
from .states import State
from .translations import language_choices, write_in
from .versions import newer
from .workflow import ChangedMeanwhile, MoveRefused, moves_open_to

LATEST_MESSAGES = 3
OPEN = (State.DRAFT, State.CHANGES_REQUESTED)


def _own(request: SignedInRequest, public_id: UUID) -> Application:
    """The user's own application. An officer of it is refused here: they have their own screen."""
    found = (
        Application.with_tests.all()
        .with_road()
        .select_related("question_set")
        .prefetch_related("answers", "change_requests", "question_set__translations")
    )
    return _mine(request, public_id, found)


def _mine(request: SignedInRequest, public_id: UUID, among: ApplicationQuerySet) -> Application:
    application = get_object_or_404(among.visible_to(request.user), public_id=public_id)
    if not request.user.has_perm("journey.answer", application):
        raise PermissionDenied
    return application


def _last_day(application: Application) -> dict[str, road.Day]:
    """A draft's own deadline, which an extension may have moved."""
    if application.state != State.DRAFT:
        return {}
    prefetch_related_objects([application], "extensions")
    return {"apply": due(application).astimezone(application.call.zone)}


def _steps(application: Application) -> list[dict]:
    return road.steps(application, _last_day(application))


@require_safe
@login_required
def status(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Where the application is, what happens next and by when, and what happened so far."""
    application = _own(request, public_id)
    if application.is_test:
        return redirect("journey:tasks", public_id)
    dates = road.known_dates(application) | _last_day(application)
    moves = moves_open_to(request.user, application)
    context = {
        "application": application,
        "steps": road.steps(application, dates),
        "next": road.next_step(application),
        "late": more_time.look(application),
        "screening": getattr(application, "screening", None),
        "thread": list(reversed(thread.messages_of(application)[:LATEST_MESSAGES])),
        "translated": application.translations.filter(is_latest=True).exists(),
        "receipts": application.receipts.order_by("-number"),
        "history": history.told_to(request.user, application),
        "panels": panels_of(Screen.APPLICANT, request, application),
        "can_withdraw": "withdraw" in moves,
        "can_undo": "undo_withdrawal" in moves,
    }
    return render(request, "journey/status.html", context)


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
        "steps": _steps(application),
        "next": road.next_step(application),
        "late": more_time.look(application) if access.is_applicant else None,
        "newer": newer(application) if access.is_applicant else None,
        "earlier": earlier.offers(application) if access.is_applicant else [],
        "groups": tasklist.groups(application, access),
        "request_for_changes": tasklist.open_request(application),
        "hand_over": HandOverForm(),
        "handed_over": tasklist.handed_over(application) if access.is_applicant else [],
    }
    return render(request, "journey/tasks.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def basics(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The project's name, strand and city."""
    application = _own(request, public_id)
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


@permissions_policy_override({**settings.PERMISSIONS_POLICY, "microphone": ["self"]})
@require_http_methods(["GET", "POST"])
@login_required
def section(request: SignedInRequest, public_id: UUID, key: str) -> HttpResponse:
    """One section's questions; every save keeps everything that was typed."""
    application, access = let_in(request, public_id)
    here = _section(application, key, access)
    open_keys = tasklist.open_keys(application)
    if not access.is_applicant and not _may_type_in(application, here, access):
        return _to_read(request, application, here)
    if application.state not in OPEN:
        messages.info(request, _("You sent this application, so its answers are closed."))
        return redirect("journey:status", public_id)
    form = SectionForm(
        here,
        application,
        request.POST or None,
        request.FILES or None,
        by=request.user,
        open_keys=open_keys,
    )
    conflicts: list = []
    if request.method == "POST":
        form.is_valid()
        try:
            conflicts = _save(request, application, form).conflicts
        except MoveRefused as refused:
            messages.error(request, str(refused))
            return render(
                request, "journey/section.html", _page(application, here, form, [], access)
            )
        if form.is_valid() and not conflicts:
            return _after(request, application, here, access)
    return render(
        request, "journey/section.html", _page(application, here, form, conflicts, access)
    )


def _section(application: Application, key: str, access: Access) -> Section:
    for each in access.of(sections(application.question_set, get_language())):
        if each.key == key:
            return each
    raise Http404


def _may_type_in(application: Application, here: Section, access: Access) -> bool:
    is_open = application.state in OPEN and tasklist.has_open_questions(here, application)
    return access.may_type and is_open


def _to_read(request: SignedInRequest, application: Application, here: Section) -> HttpResponse:
    """A part as a guest reads it who may not type, or after it was sent."""
    parts = [each for each in answered(application, get_language()) if each[0].key == here.key]
    rows = [row for part in tasklist.answers_to_read(application, parts) for row in part["rows"]]
    context = {"application": application, "section": here, "rows": rows, "is_guest": True}
    return render(request, "journey/section_read.html", context)


def _save(request: SignedInRequest, application: Application, form: SectionForm) -> actions.Saved:
    """Save what was typed. A conflict answered with “the other text” leaves that text."""
    typed = []
    for question in form.questions:
        if request.POST.get(f"choose-{question.key}") == "theirs":
            continue
        value, valid = form.typed(question.key)
        seen = request.POST.get(f"version-{question.key}", "0")
        version = int(seen) if seen.isdecimal() else 0
        language = request.POST.get(f"language-{question.key}", "")
        language = language if language in dict(language_choices()) else ""
        typed.append(actions.Typed(question.key, value, valid, version, language))
    return actions.save_answers(application, typed=typed, by=request.user)


def _page(
    application: Application,
    here: Section,
    form: SectionForm,
    conflicts: list,
    access: Access,
) -> dict:
    """The section's page; the hidden versions are those of the answers as they are now."""
    typed = application.answers.select_related("typed_by__person", "copied_from")
    answers = {each.key: each for each in typed}
    clashing = {each.key for each in conflicts}
    rows = [
        tasklist.Row(form[each.key], each, answers.get(each.key), each.key in clashing, application)
        for each in form.questions
    ]
    return {
        "application": application,
        "is_guest": not access.is_applicant,
        "has_rows": any(isinstance(each.field, RowsField) for each in form),
        "section": here,
        "form": form,
        "rows": rows,
        "clash": bool(clashing),
        "steps": _steps(application),
        "late": more_time.look(application),
    }


def _after(request: SignedInRequest, application: Application, here: Section, access: Access):
    """Where saving leads: back to the list, to more lines, or on to the next part to fill in."""
    if "more" in request.POST:
        return redirect("journey:section", application.public_id, here.key)
    if "later" in request.POST:
        messages.success(request, _("Your answers are saved. Come back when you like."))
        return redirect("journey:tasks", application.public_id)
    fresh = Application.with_tests.get(pk=application.pk)
    every = access.of(sections(fresh.question_set, get_language()))
    for each in every[every.index(here) + 1 :]:
        if tasklist.has_open_questions(each, fresh):
            return redirect("journey:section", application.public_id, each.key)
    end = "check" if access.sends else "tasks"
    return redirect(f"journey:{end}", application.public_id)


@require_POST
def autosave(request: HttpRequest, public_id: UUID, key: str) -> HttpResponse:
    """Keep what the script sends while the person types: `{saved, versions, clashes, errors}`.

    401 for who is signed out, 409 when the answers are closed or the help is over; their text
    stays on their phone.
    """
    if not request.user.is_authenticated:
        return JsonResponse({}, status=401)
    signed_in = cast(SignedInRequest, request)
    try:
        application, access = let_in(signed_in, public_id)
    except HelpIsOver as over:
        return JsonResponse({"sentence": str(over)}, status=409)
    here = _section(application, key, access)
    if application.state not in OPEN:
        return JsonResponse({}, status=409)
    open_keys = tasklist.open_keys(application)
    form = SectionForm(here, application, request.POST, by=signed_in.user, open_keys=open_keys)
    form.is_valid()
    try:
        saved = _save(signed_in, application, form)
    except MoveRefused as refused:
        return JsonResponse({"sentence": str(refused)}, status=409)
    return JsonResponse(
        {
            "saved": time_format(timezone.localtime(), "H:i"),
            "versions": saved.versions,
            "clashes": [each.key for each in saved.conflicts],
            "errors": form.errors,
        }
    )


@require_safe
@login_required
def answer_file(request: SignedInRequest, public_id: UUID, file_id: UUID) -> HttpResponse:
    """A file of an answer, for the applicant, the officers and who helps with that part; who else
    than the applicant reads it is recorded."""
    asked = Application.with_tests.filter(public_id=public_id)
    access = access_of(request.user, asked.select_related("question_set").first())
    own = access is not None and access.is_applicant
    reach = asked if access else Application.objects.handled_by(request.user)
    application = get_object_or_404(reach, public_id=public_id)
    found = answer_files.find(application, file_id, own=own)
    if found is None or (access and found.key not in access.questions(application)):
        raise Http404
    if not own:
        audit.record.saw(application, by=request.user, screen="answer file")
    return opened(request, found.stored)


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
        "steps": _steps(application),
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


@require_http_methods(["GET", "POST"])
@login_required
def ask_for_time(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The call has closed: ask for more time, in one's own words."""
    application = _own(request, public_id)
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
    application = _own(request, public_id)
    if request.method == "POST":
        return _move(request, application, actions.withdraw, _("You took back your application."))
    if "withdraw" not in moves_open_to(request.user, application):
        return redirect("journey:status", public_id)
    return render(request, "journey/withdraw.html", {"application": application})


@require_POST
@login_required
def undo(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    application = _own(request, public_id)
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
