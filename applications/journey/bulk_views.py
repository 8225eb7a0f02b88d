"""One deed for many applications: choose in the list, see who can move, confirm, take back."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.http import SignedInRequest

from . import bulk, pipeline
from .models import Application, Batch, PlannedFinding
from .officer_forms import IneligibleForm, ManyAssignForm, ManyNoteForm
from .officer_views import officers_only

LATEST = 20
FORMS: dict[str, Callable[..., BaseForm]] = {
    Batch.Deed.ASSIGN: ManyAssignForm,
    Batch.Deed.INELIGIBLE: IneligibleForm,
    Batch.Deed.NOTE: ManyNoteForm,
}


@require_POST
@officers_only
def many(request: SignedInRequest) -> HttpResponse:
    """Show what the deed would do with the chosen ones; once confirmed, do it."""
    filtered = pipeline.FilterForm(request.user, request.GET)
    back = pipeline.address(filtered) or "?"
    deed = request.POST.get("deed", "")
    chosen = _chosen(request, filtered)
    if deed not in Batch.Deed.values or not chosen:
        messages.error(request, _("Choose at least one of them first."))
        return redirect(f"{_list()}{back}")
    rows = bulk.look(Batch.Deed(deed), chosen, request.user)
    movable = [row.application for row in rows if not row.why_not]
    sure = "sure" in request.POST
    form = FORMS[deed](movable, request.POST if sure else None) if deed in FORMS else None
    if sure and movable and (form is None or form.is_valid()):
        batch = DEEDS[deed](request, movable, form.cleaned_data if form else {})
        messages.success(request, _thanks(batch))
        return redirect("pipeline:batches")
    context = {
        "title": Batch.Deed(deed).label,
        "deed": deed,
        "form": form,
        "movable": movable,
        "stuck": [row for row in rows if row.why_not],
        "back": f"{_list()}{back}",
        "query": back,
        "waits": int(bulk.TAKE_BACK.total_seconds() // 60) if deed in bulk.FINDINGS else 0,
    }
    return render(request, "journey/admin/many.html", context)


def _list() -> str:
    return redirect("pipeline:index").url


def _chosen(request: SignedInRequest, form: pipeline.FilterForm) -> list[Application]:
    """The ticked ones, or the first MOST of all that match; never beyond the user's reach."""
    if "all" in request.POST:
        found = pipeline.first(form, bulk.MOST)
    else:
        picked = [int(pk) for pk in request.POST.getlist("pick") if pk.isdecimal()][: bulk.MOST]
        found = Application.objects.handled_by(request.user).with_desk().filter(pk__in=picked)
    return list(found.prefetch_related("ticks", "call__checklist"))


def _assign(request: SignedInRequest, movable: list[Application], given: dict) -> Batch:
    return bulk.assign(movable, to=given["to"], by=request.user)


def _eligible(request: SignedInRequest, movable: list[Application], given: dict) -> Batch:
    return bulk.find(movable, eligible=True, by=request.user)


def _ineligible(request: SignedInRequest, movable: list[Application], given: dict) -> Batch:
    return bulk.find(movable, eligible=False, by=request.user, **given)


def _note(request: SignedInRequest, movable: list[Application], given: dict) -> Batch:
    return bulk.note(movable, text=given["text"], by=request.user)


DEEDS: dict[str, Callable[[SignedInRequest, list[Application], dict], Batch]] = {
    Batch.Deed.ASSIGN: _assign,
    Batch.Deed.ELIGIBLE: _eligible,
    Batch.Deed.INELIGIBLE: _ineligible,
    Batch.Deed.NOTE: _note,
}


def _thanks(batch: Batch) -> str:
    words = ngettext(
        "Done for %(count)s application.", "Done for %(count)s applications.", batch.total
    )
    return words % {"count": batch.total}


@require_safe
@officers_only
def batches(request: SignedInRequest) -> HttpResponse:
    """What the officer lately did with many at once, with a way back where there is one."""
    waiting = PlannedFinding.objects.filter(batch=OuterRef("pk"))
    latest = Batch.objects.filter(by=request.user).annotate(waits=Exists(waiting))[:LATEST]
    context = {
        "title": _("Done for many"),
        "batches": [
            {
                "batch": each,
                "counts_at": each.at + bulk.TAKE_BACK if each.waits else None,
                "can_undo": not each.undone_at and (each.waits or each.deed == Batch.Deed.ASSIGN),
            }
            for each in latest
        ],
    }
    return render(request, "journey/admin/batches.html", context)


@require_POST
@officers_only
def undo(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    batch = get_object_or_404(Batch, public_id=public_id, by=request.user)
    count = bulk.undo(batch, by=request.user)
    words = ngettext(
        "Taken back for %(count)s application.", "Taken back for %(count)s applications.", count
    )
    messages.success(request, words % {"count": count})
    return redirect("pipeline:batches")
