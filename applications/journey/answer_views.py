"""The pages on which answers are written, saved while typing and read again."""

from collections.abc import Iterable
from dataclasses import replace
from typing import cast
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
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

from . import actions, answer_files, more_time, old_pages, tasklist
from .access import Access, access_of
from .answered import answered
from .door import HelpIsOver, let_in
from .forms import SectionForm
from .models import Application
from .own import steps_of
from .pages import ROOM, bytes_of, page_number, pages_of, to_check
from .questions import Question, Section, sections
from .row_fields import RowsField
from .states import OPEN
from .translations import language_choices
from .workflow import MoveRefused

CLASH_ROW = 3_700
"""Bytes of a question whose two texts stand there to choose from, without them."""


@permissions_policy_override({**settings.PERMISSIONS_POLICY, "microphone": ["self"]})
@require_http_methods(["GET", "POST"])
@login_required
def section(request: SignedInRequest, public_id: UUID, key: str, page: int = 1) -> HttpResponse:
    """One page of a section's questions; every save keeps everything that was typed."""
    application, access = let_in(request, public_id)
    here = _section(application, key, page, access)
    if here is None:
        return _gone(request, application, access)
    open_keys = tasklist.open_keys(application)
    if saved := request.GET.get("saved"):
        return _to_read(request, application, here, only=saved)
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
            _keep_old_words(request, application, access, form.questions)
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


def _section(application: Application, key: str, page: int, access: Access) -> Section | None:
    every = _pages(application, access)
    return next((each for each in every if (each.key, each.page) == (key, page)), None)


def _gone(request: SignedInRequest, application: Application, access: Access) -> HttpResponse:
    """A part that another version of the questions had; what a tab still sends of it is kept."""
    if request.method != "POST" or not _keep_old_words(request, application, access, ()):
        raise Http404
    return redirect("journey:tasks", application.public_id)


def _keep_old_words(
    request: SignedInRequest, application: Application, access: Access, shown: Iterable[Question]
) -> bool:
    """Keep and show what was typed for questions that this page does not ask any more."""
    words = old_pages.find(application, access, request.POST, shown)
    if words:
        old_pages.keep(application, words, by=request.user)
    for each in words:
        sentence = _("“%(question)s” is not asked here any more. We kept what you wrote: %(text)s")
        messages.warning(request, sentence % {"question": each.question.label, "text": each.text})
    return bool(words)


def _pages(application: Application, access: Access) -> list[Section]:
    every = access.of(sections(application.question_set, get_language()))
    return [page for each in every for page in pages_of(each)]


def _may_type_in(application: Application, here: Section, access: Access) -> bool:
    is_open = application.state in OPEN and tasklist.has_open_questions(here, application)
    return access.may_type and is_open


def _to_read(
    request: SignedInRequest, application: Application, here: Section, *, only: str = ""
) -> HttpResponse:
    """A part as a guest reads it who may not type, or after it was sent, in pages of its own; or
    `only` one answer of it, as it is saved."""
    parts = [
        (section, [each for each in pairs if only in ("", each.question.key)])
        for section, pairs in answered(application, get_language())
        if section.key == here.key
    ]
    shown = to_check(tasklist.answers_to_read(application, parts))
    number = page_number(request)
    if number > len(shown):
        raise Http404
    context = {
        "application": application,
        "section": here,
        "rows": [row for part in shown[number - 1] for row in part["rows"]],
        "page": number,
        "pages": len(shown),
        "is_guest": application.applicant_id != request.user.person_id,
        "only": only,
    }
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
        "saves_to": tasklist.section_url(application, here, "autosave"),
        "before": _before(application, here),
        "form": form,
        "rows": rows,
        "clash": bool(clashing),
        "letters": _letters_of_theirs([each for each in rows if each.clash], rows),
        "steps": steps_of(application),
        "late": more_time.look(application),
    }


FEWEST_LETTERS = 200


def _letters_of_theirs(clashes: list[tasklist.Row], rows: list[tasklist.Row]) -> int:
    """How much of each saved text stands beside what was just typed, so that the page stays light;
    the rest of it is a link away."""
    own = sum(CLASH_ROW + bytes_of(each.field.value() or "") for each in rows)
    theirs = sum(bytes_of(each.theirs) for each in clashes)
    longest = max((len(each.theirs) for each in clashes), default=0)
    if not clashes or own + theirs <= ROOM:
        return longest
    return max(FEWEST_LETTERS, (ROOM - own) // (2 * len(clashes)))


def _before(application: Application, here: Section) -> str:
    if here.page == 1:
        return ""
    return tasklist.section_url(application, replace(here, page=here.page - 1))


def _after(request: SignedInRequest, application: Application, here: Section, access: Access):
    """Where saving leads: back to the list, to more lines, or on to the next part to fill in."""
    if "more" in request.POST:
        return redirect(tasklist.section_url(application, here))
    if "later" in request.POST:
        messages.success(request, _("Your answers are saved. Come back when you like."))
        return redirect("journey:tasks", application.public_id)
    fresh = Application.with_tests.get(pk=application.pk)
    every = _pages(fresh, access)
    for each in every[every.index(here) + 1 :]:
        if tasklist.has_open_questions(each, fresh):
            return redirect(tasklist.section_url(application, each))
    end = "check" if access.sends else "tasks"
    return redirect(f"journey:{end}", application.public_id)


@require_POST
def autosave(request: HttpRequest, public_id: UUID, key: str, page: int = 1) -> HttpResponse:
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
    here = _section(application, key, page, access)
    if application.state not in OPEN:
        return JsonResponse({}, status=409)
    form = SectionForm(
        here or Section(key=key, title="", intro="", questions=()),
        application,
        request.POST,
        by=signed_in.user,
        open_keys=tasklist.open_keys(application),
    )
    form.is_valid()
    words = old_pages.find(application, access, request.POST, form.questions)
    if here is None and not words:
        raise Http404
    try:
        saved = _save(signed_in, application, form)
        if words:
            saved.answers |= old_pages.keep(application, words, by=signed_in.user).answers
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
    found = answer_files.find(application, file_id, own=own, by=request.user)
    if found is None or (access and found.key not in access.questions(application)):
        raise Http404
    if not own:
        audit.record.saw(application, by=request.user, screen="answer file")
    return opened(request, found.stored)
