"""Before there is an application: what a call asks, whether it fits, and the start."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.actions import change_profile
from accounts.http import SignedInRequest
from applications.calls.models import Call, EligibilityQuestion, QuestionSet

from . import actions
from .deadlines import can_begin
from .forms import EligibilityForm, StartForm
from .models import Application
from .pages import page_number, to_print
from .questions import sections
from .workflow import MoveRefused


def published(code: str) -> Call:
    calls = (
        Call.objects.filter(published_at__isnull=False)
        .select_related("programme")
        .prefetch_related("cities", "strands", "eligibility_questions")
    )
    return get_object_or_404(calls, code=code)


@require_safe
def call_page(request: HttpRequest, code: str) -> HttpResponse:
    """What is asked and who may apply, to read and print, without an account."""
    return _shown(request, published(code))


def _shown(request: HttpRequest, call: Call) -> HttpResponse:
    version = request.GET.get("version", "")
    questions = _questions(call, version)
    every = sections(questions, get_language()) if questions else []
    pages, number = to_print(every), page_number(request)
    if number > len(pages):
        raise Http404
    own = Application.objects.none()
    if request.user.is_authenticated:
        own = Application.objects.filter(call=call, applicant=request.user.person)
    context = {
        "call": call,
        "open": can_begin(call),
        "phase": call.phase(),
        "sections": pages[number - 1],
        "page": number,
        "pages": len(pages),
        "version": version if questions and str(questions.version) == version else "",
        "eligibility": [each.words(get_language()) for each in call.eligibility_questions.all()],
        "own": own.with_road(),
    }
    return render(request, "journey/call.html", context, status=_status(call))


def _questions(call: Call, version: str) -> QuestionSet | None:
    """The newest ones; or the older version that somebody began with, from their own list."""
    if version.isdecimal() and len(version) < 5:
        published = call.question_sets.filter(published_at__isnull=False)
        if found := published.filter(version=version).first():
            return found
    return call.current_question_set


def _status(call: Call) -> int:
    """410 says that nobody will ever apply here again: the programme has ended."""
    return 410 if call.programme.is_over else 200


@require_http_methods(["GET", "POST"])
def eligibility_check(request: HttpRequest, code: str) -> HttpResponse:
    """Is this call for me? Answered without an account; the answers wait in the session."""
    call = published(code)
    form = EligibilityForm(call, request.POST or None)
    context = {"call": call, "form": form, "open": can_begin(call)}
    if form.is_valid():
        request.session[_answers_key(call)] = form.cleaned_data
        context |= _verdict(call, form.cleaned_data)
        context["for_others"] = request.user.has_perm("journey.be_caseworker")
    return render(request, "journey/eligibility.html", context, status=_status(call))


def _answers_key(call: Call) -> str:
    return f"eligibility-{call.pk}"


def eligibility_of(request: HttpRequest, call: Call) -> dict[str, bool] | None:
    """The answers that wait in the session; None while one is missing."""
    answers = request.session.get(_answers_key(call), {})
    keys = call.eligibility_questions.values_list("key", flat=True)
    return None if set(keys) - answers.keys() else answers


def forget_eligibility(request: HttpRequest, call: Call) -> None:
    """The next person at this screen answers for themselves."""
    request.session.pop(_answers_key(call), None)


def _verdict(call: Call, answers: dict[str, bool]) -> dict[str, object]:
    """`verdict` (yes, maybe or not_this) with the advice of every answer that differs."""
    differing = [
        question
        for question in call.eligibility_questions.all()
        if answers[question.key] != question.wanted
    ]
    outcomes = {question.otherwise for question in differing}
    not_this = EligibilityQuestion.Outcome.NOT_THIS
    verdict = "yes" if not outcomes else "not_this" if not_this in outcomes else "maybe"
    advice = [question.words(get_language())["advice"] for question in differing]
    return {"verdict": verdict, "advice": advice}


@require_http_methods(["GET", "POST"])
def start(request: HttpRequest, code: str) -> HttpResponse:
    """Name the project and begin the draft. Nobody has to sign in to hear that it is too late for
    ever: the programme has ended."""
    call = published(code)
    return (
        _shown(request, call)
        if call.programme.is_over
        else _start(cast(SignedInRequest, request), call)
    )


@login_required
def _start(request: SignedInRequest, call: Call) -> HttpResponse:
    answers = eligibility_of(request, call)
    if answers is None:
        messages.info(request, _("First answer a few questions: is this call for you?"))
        return redirect("apply:check", code=call.code)
    form = StartForm(call, request.user.person, request.POST or None)
    if form.is_valid():
        basics = dict(form.cleaned_data)
        _keep_name(request, basics.pop("name", ""))
        language = basics.pop("writes_in") or _language(call)
        try:
            application = actions.start_application(
                call=call,
                by=request.user,
                language=language,
                eligibility=answers,
                **basics,
            )
        except MoveRefused as refused:
            messages.error(request, str(refused))
            return redirect("apply:call", code=call.code)
        return redirect("journey:tasks", application.public_id)
    return render(request, "journey/start.html", {"call": call, "form": form})


def _keep_name(request: SignedInRequest, name: str) -> None:
    if name:
        person = request.user.person
        person.display_name = name
        change_profile(person, by=request.user)


def _language(call: Call) -> str:
    here = get_language()
    return here if here in call.languages or not call.languages else call.languages[0]
