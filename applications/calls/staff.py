"""Staff's screens for calls, in Wagtail's admin."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin.panels import FieldPanel, ObjectList

from accounts.http import SignedInRequest

from . import actions, problems, summary
from .forms import CallForm, TranslationForm, eligibility_forms
from .models import Call, QuestionSet
from .panels import panels_of
from .texts import other_languages, untranslated
from .told import told_by

QUESTIONS = ObjectList([FieldPanel("body"), FieldPanel("checks")])


BEFORE_OPENING = (Call.Phase.DRAFT, Call.Phase.SOON)


def staff_only(view: Callable) -> Callable:
    @wraps(view)
    def guarded(request: SignedInRequest, *args, **kwargs) -> HttpResponse:
        if not request.user.has_perm("calls.work_on"):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def managed(request: SignedInRequest, public_id: UUID) -> Call:
    calls = Call.objects.managed_by(request.user).select_related("programme")
    return get_object_or_404(calls, public_id=public_id)


def _questions(request: SignedInRequest, pk: int) -> QuestionSet:
    sets = QuestionSet.objects.filter(call__in=Call.objects.managed_by(request.user))
    return get_object_or_404(sets.select_related("call__programme"), pk=pk)


@require_safe
@staff_only
def index(request: SignedInRequest) -> HttpResponse:
    """Every call the user manages, the latest deadline first."""
    calls = Call.objects.managed_by(request.user).select_related("programme")
    context = {"title": _("Calls"), "calls": calls.prefetch_related("cities")}
    return render(request, "calls/calls.html", context)


@require_http_methods(["GET", "POST"])
@staff_only
def make(request: SignedInRequest) -> HttpResponse:
    form = CallForm(request.user, request.POST or None)
    if form.is_valid():
        try:
            call = actions.make_call(by=request.user, **form.facts())
        except actions.Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The call is made. Nobody sees it until you publish it."))
            return redirect("calls:call", call.public_id)
    context = {"title": _("Make a call"), "form": form}
    return render(request, "calls/call_form.html", context)


@require_safe
@staff_only
def call(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """One call: its facts, its questions, what is missing, publish and cancel."""
    record = managed(request, public_id)
    phase = record.phase()
    versions = [
        (
            each,
            _translations(record, each),
            [] if each.published_at else problems.of_questions(each),
        )
        for each in record.question_sets.all()
    ]
    context = {
        "title": str(record),
        "call": record,
        "phase": phase,
        "problems": [] if record.published_at else problems.of_call(record),
        "hints": _hints(record, phase),
        "versions": versions,
        "writing": any(not each.published_at for each, _translated, _wrong in versions),
        "sentences": summary.sentences(record),
        "told": told_by(record),
        "eligibility": record.eligibility_questions.all(),
        "panels": panels_of(request, record),
    }
    return render(request, "calls/call.html", context)


def _hints(record: Call, phase: Call.Phase) -> list[problems.Problem]:
    """What is worth a look before it opens; while it is open, what a language added later lacks."""
    if phase in BEFORE_OPENING:
        return problems.hints(record)
    return problems.of_languages(record) if phase == Call.Phase.OPEN else []


def _translations(record: Call, question_set: QuestionSet) -> list[dict]:
    return [
        {
            "language": language,
            "name": problems.name_of(language),
            "missing": len(untranslated(question_set, language)),
        }
        for language in other_languages(record)
    ]


@require_http_methods(["GET", "POST"])
@staff_only
def change(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    record = managed(request, public_id)
    form = CallForm(request.user, request.POST or None, instance=record)
    if form.is_valid():
        try:
            actions.change_call(record, by=request.user, **form.facts())
        except actions.Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Saved."))
            return redirect("calls:call", public_id)
    context = {"title": _("Change the call"), "form": form, "call": record}
    return render(request, "calls/call_form.html", context)


@require_POST
@staff_only
def publish(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    return _act(request, public_id, actions.publish_call, _("The call is published."))


@require_POST
@staff_only
def cancel(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    return _act(request, public_id, actions.cancel_call, _("The call is cancelled."))


@require_POST
@staff_only
def begin_questions(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    begun = actions.begin_questions(managed(request, public_id), by=request.user)
    return redirect("calls:questions", begun.pk)


def _act(request: SignedInRequest, public_id: UUID, act: Callable, done: str) -> HttpResponse:
    try:
        act(managed(request, public_id), by=request.user)
        messages.success(request, done)
    except actions.Refused as refused:
        messages.error(request, str(refused))
    return redirect("calls:call", public_id)


@require_http_methods(["GET", "POST"])
@staff_only
def questions(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write the sections and questions of an unpublished set."""
    record = _questions(request, pk)
    if record.published_at:
        messages.info(request, _("Published questions never change. Begin a new version."))
        return redirect("calls:call", record.call.public_id)
    editor = QUESTIONS.bind_to_model(QuestionSet)
    form = editor.get_form_class()(request.POST or None, instance=record, for_user=request.user)
    if form.is_valid():
        actions.write_questions(record, **form.cleaned_data, by=request.user)
        messages.success(request, _("Saved."))
        return redirect("calls:call", record.call.public_id)
    if form.is_bound:
        messages.error(request, _("Please put this right"))
    panel = editor.get_bound_panel(instance=record, request=request, form=form)
    context = {
        "title": _("Questions, version %s") % record.version,
        "call": record.call,
        "panel": panel,
        "media": panel.media + form.media,
    }
    return render(request, "calls/questions.html", context)


@require_POST
@staff_only
def publish_questions(request: SignedInRequest, pk: int) -> HttpResponse:
    record = _questions(request, pk)
    try:
        must_because = request.POST.get("must_because", "").strip()
        actions.publish_questions(record, by=request.user, must_because=must_because)
        messages.success(request, _("New applications begin with these questions now."))
    except actions.Refused as refused:
        messages.error(request, str(refused))
    return redirect("calls:call", record.call.public_id)


@require_http_methods(["GET", "POST"])
@staff_only
def translate(request: SignedInRequest, pk: int, language: str) -> HttpResponse:
    """Each text beside its translation."""
    record = _questions(request, pk)
    if language not in other_languages(record.call):
        raise Http404
    form = TranslationForm(record, language, request.POST or None)
    if form.is_valid():
        actions.translate_questions(record, language=language, texts=form.texts(), by=request.user)
        messages.success(request, _("Saved."))
        return redirect("calls:call", record.call.public_id)
    context = {
        "title": _("Translate to %s") % problems.name_of(language),
        "call": record.call,
        "form": form,
    }
    return render(request, "calls/translate.html", context)


@require_http_methods(["GET", "POST"])
@staff_only
def eligibility(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The yes-or-no questions before the form, in every language of the call."""
    record = managed(request, public_id)
    forms = eligibility_forms(record, request.POST or None)
    if request.method == "POST" and all(form.is_valid() for form in forms):
        kept = [f.question() for f in forms if f.has_changed() or f.instance.pk]
        removed = {f.cleaned_data["key"] for f in forms if f.cleaned_data.get("remove")}
        try:
            actions.ask_eligibility(
                record, questions=[q for q in kept if q.key not in removed], by=request.user
            )
            messages.success(request, _("Saved."))
        except actions.Refused as refused:
            messages.error(request, str(refused))
        return redirect("calls:call", public_id)
    context = {"title": _("Is this call for me?"), "call": record, "forms": forms}
    return render(request, "calls/eligibility.html", context)
