"""Copying calls and questions, and a call on one sheet of paper."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import SignedInRequest

from . import actions, copying, summary
from .forms import CopyForm, QuestionsFromForm
from .staff import managed, staff_only
from .told import told_by


@require_safe
@staff_only
def summary_page(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The call in sentences, and who is told what: to read, to check, to print."""
    call = managed(request, public_id)
    context = {
        "title": str(call),
        "call": call,
        "sentences": summary.sentences(call),
        "told": told_by(call),
    }
    return render(request, "calls/summary.html", context)


@require_http_methods(["GET", "POST"])
@staff_only
def copy(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """A new call like this one, with a name and dates of its own."""
    call = managed(request, public_id)
    form = CopyForm(call, request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        try:
            made = copying.copy_call(
                call,
                code=given["code"],
                title=given["title"],
                opens_at=given["opens_local"],
                closes_at=given["closes_local"],
                by=request.user,
            )
        except actions.Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The copy is made. Nobody sees it until you publish it."))
            return redirect("calls:call", made.public_id)
    context = {"title": _("Copy the call"), "call": call, "form": form}
    return render(request, "calls/copy.html", context)


@require_http_methods(["GET", "POST"])
@staff_only
def questions_from(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Take the questions of another call into the version that is being written."""
    call = managed(request, public_id)
    form = QuestionsFromForm(call, request.user, request.POST or None)
    if form.is_valid():
        try:
            copying.copy_questions(form.cleaned_data["source"], to=call, by=request.user)
        except actions.Refused as refused:
            form.add_error("source", str(refused))
        else:
            messages.success(request, _("The questions are copied. Read them before you publish."))
            return redirect("calls:call", public_id)
    context = {
        "title": _("Questions from another call"),
        "call": call,
        "form": form,
        "replaces": call.question_sets.filter(published_at=None).exists(),
    }
    return render(request, "calls/questions_from.html", context)
