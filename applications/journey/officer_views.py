"""An officer's screens in Wagtail's admin: the pipeline and one application."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

import audit.record
from accounts.http import SignedInRequest
from applications.calls.texts import own_language

from . import actions, bulk, checklist, desk, duplicates, pipeline, road, tasklist
from .answered import answered
from .models import Application, Batch, Note, SavedFilter
from .officer_forms import AssignForm, ChangesForm, IneligibleForm, NoteForm, end_of
from .paging import SORTS
from .panels import Screen, panels_of
from .states import State
from .translations import name_of
from .workflow import MoveRefused

Form = AssignForm | ChangesForm | IneligibleForm | NoteForm

READERS = 10
"""How many of the latest readers one screen names."""


def officers_only(view: Callable) -> Callable:
    @wraps(view)
    def guarded(request: SignedInRequest, *args, **kwargs) -> HttpResponse:
        if not request.user.has_perm("journey.pipeline"):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@require_safe
@officers_only
def index(request: SignedInRequest) -> HttpResponse:
    """The officer's applications by state, in the order they asked for."""
    form = pipeline.FilterForm(request.user, request.GET)
    few = pipeline.few(form)
    counts = pipeline.counts(form, few)
    page = pipeline.page(form, few, request.GET.get("before", ""), request.GET.get("after", ""))
    if page.rows and page.rows[0].assigned_to:
        form.name_reader(page.rows[0].assigned_to.get_full_name())
    context = {
        "title": _("Pipeline"),
        "form": form,
        "counts": _by_state(form, counts),
        "total": counts.total,
        "many": pipeline.MANY if counts.more else 0,
        "every_state_url": pipeline.address(form, state="") or "?",
        "chosen": form.in_state,
        "rows": [(each, road.steps(each)) for each in page.rows],
        "newer_url": pipeline.address(form, after=page.newer) if page.newer else "",
        "older_url": pipeline.address(form, before=page.older) if page.older else "",
        "query": pipeline.address(form),
        "order": SORTS[form.order].label,
        "deeds": Batch.Deed.choices,
        "most": bulk.MOST,
        "filters": SavedFilter.objects.offered_to(request.user),
    }
    return render(request, "journey/admin/index.html", context)


def _by_state(form: pipeline.FilterForm, counts: pipeline.Counts) -> list[dict]:
    """The states with their counts, each a link; without counts, every state there can be."""
    return [
        {
            "label": state.label,
            "count": counts.by_state.get(state, "" if counts.more else 0),
            "url": pipeline.address(form, state=state),
            "current": state == form.in_state,
        }
        for state in pipeline.SHOWN_STATES
        if counts.more or counts.by_state.get(state) or state == form.in_state
    ]


@require_http_methods(["GET", "POST"])
@officers_only
def application(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """One application on one screen, and everything an officer does with it."""
    found = (
        Application.objects.handled_by(request.user)
        .with_desk()
        .select_related("question_set", "screening__decided_by__person", "extension_request")
    )
    record = get_object_or_404(found, public_id=public_id)
    form = None
    if request.method == "POST":
        form, done = _do(request, record)
        if done:
            return redirect("pipeline:application", public_id)
    audit.record.saw(record, by=request.user, screen="pipeline.application")
    return render(request, "journey/admin/application.html", _screen(request, record, form))


def _reading_language(record: Application) -> str:
    """Empty where the questions are written in the reader's language: nothing to look up."""
    here = get_language() or ""
    return "" if here == own_language(record.call) else here


def _screen(request: SignedInRequest, record: Application, form: Form | None) -> dict:
    planned = getattr(record, "planned", None)
    can_screen = (
        record.state == State.SUBMITTED
        and planned is None
        and request.user.has_perm("journey.screen", record)
    )
    blank = {
        "assign": AssignForm,
        "changes": ChangesForm,
        "ineligible": IneligibleForm,
        "note": NoteForm,
    }
    all_forms: dict[str | None, BaseForm] = {name: kind(record) for name, kind in blank.items()}
    if form is not None:
        all_forms[form.prefix] = form
    parts = answered(record, _reading_language(record))
    notes = record.notes.select_related("written_by__person")
    return {
        "title": record.title,
        "application": record,
        "language_name": name_of(record.language),
        "is_foreign": any(each.is_foreign for _section, pairs in parts for each in pairs),
        "steps": road.steps(record, road.known_dates(record)),
        "next": road.next_step(record),
        "parts": tasklist.answers_to_read(record, parts),
        "can_screen": can_screen,
        "planned": planned,
        "checklist": checklist.to_check(record),
        "writes_checklist": request.user.has_perm("calls.manage", record.call),
        "duplicates": duplicates.likely(record, request.user),
        "forms": all_forms,
        "audiences": Note.Audience,
        "notes": notes,
        "unread": any(each.is_new_to_team for each in notes),
        "change_requests": record.change_requests.order_by("-asked_at"),
        "panels": panels_of(Screen.OFFICER, request, record),
        "history": [
            (entry, entry.user.get_full_name() if entry.user else "")
            for entry in audit.record.history(record).select_related("user__person").reverse()
        ],
        "readers": audit.record.readers(record)[:READERS],
    }


def _do(request: SignedInRequest, record: Application) -> tuple[Form | None, bool]:
    """Take what the pressed button says. Returns the form to show again, and whether it is done."""
    deed = DEEDS.get(request.POST.get("do", ""))
    if deed is None:
        return None, True
    kind, act, thanks = deed
    form = kind(record, request.POST) if kind else None
    if form and not form.is_valid():
        return form, False
    try:
        act(request, record, form.cleaned_data if form else {})
        messages.success(request, str(thanks))
    except MoveRefused as refused:
        messages.error(request, str(refused))
        return form, form is None
    return form, True


def _seen(request: SignedInRequest) -> str:
    return request.POST.get("seen", "")


def _eligible(request: SignedInRequest, record: Application, given: dict) -> None:
    actions.find_eligible(record, by=request.user, seen=_seen(request))


def _ineligible(request: SignedInRequest, record: Application, given: dict) -> None:
    actions.find_ineligible(record, by=request.user, seen=_seen(request), **given)


def _changes(request: SignedInRequest, record: Application, given: dict) -> None:
    actions.ask_for_changes(
        record,
        keys=given["keys"],
        message=given["message"],
        due_at=end_of(given["due_on"], record),
        by=request.user,
        seen=_seen(request),
    )


def _note(request: SignedInRequest, record: Application, given: dict) -> None:
    actions.write_note(record, audience=given["audience"], text=given["text"], by=request.user)


def _assign(request: SignedInRequest, record: Application, given: dict) -> None:
    desk.assign(record, to=given["to"], by=request.user)


def _take(request: SignedInRequest, record: Application, given: dict) -> None:
    desk.assign(record, to=request.user, by=request.user)


def _flag(request: SignedInRequest, record: Application, given: dict) -> None:
    desk.flag(record, flagged=request.POST.get("flagged") == "yes", by=request.user)


def _take_back(request: SignedInRequest, record: Application, given: dict) -> None:
    plan = getattr(record, "planned", None)
    if plan is None or not bulk.take_back(plan, by=request.user):
        raise MoveRefused(_("It is too late: the decision counts already."))


def _tick(request: SignedInRequest, record: Application, given: dict) -> None:
    ticked = [int(pk) for pk in request.POST.getlist("item") if pk.isdecimal()]
    checklist.tick(record, items=ticked, by=request.user)


def _apart(request: SignedInRequest, record: Application, given: dict) -> None:
    handled = Application.objects.handled_by(request.user)
    other = handled.filter(reference=request.POST.get("other", "")).first()
    if other is None or other == record:
        raise MoveRefused(_("Choose another application."))
    duplicates.keep_apart(record, other, by=request.user)


DEEDS = {
    "take_back": (None, _take_back, gettext_lazy("The decision is taken back. Nobody was told.")),
    "tick": (None, _tick, gettext_lazy("The checklist is saved.")),
    "apart": (None, _apart, gettext_lazy("Noted: these two are not the same.")),
    "assign": (AssignForm, _assign, gettext_lazy("It is noted who reads it.")),
    "take": (None, _take, gettext_lazy("It is yours now.")),
    "flag": (None, _flag, gettext_lazy("Done.")),
    "eligible": (None, _eligible, gettext_lazy("It goes on. The applicant is told.")),
    "ineligible": (
        IneligibleForm,
        _ineligible,
        gettext_lazy("The applicant is told why, and where to go."),
    ),
    "changes": (ChangesForm, _changes, gettext_lazy("The applicant is asked for changes.")),
    "note": (NoteForm, _note, gettext_lazy("The note is written.")),
}
"""What each button does: its form, its action, its thanks."""
