"""Journal entries in Wagtail's admin: an editor reads each before the public does."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import SignedInRequest
from applications.journey.workflow import MoveRefused

from . import actions, coverage
from .models import Consent, JournalEntry

SHOWN = 100


class ChangeForm(forms.Form):
    note = forms.CharField(
        label=gettext_lazy("What should be changed?"),
        help_text=gettext_lazy("In plain words. The founder reads them as they are."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


def _need_reader(request: SignedInRequest) -> None:
    if not request.user.has_perm("cms.review_journal"):
        raise PermissionDenied


@require_safe
def entries(request: SignedInRequest) -> HttpResponse:
    """Those to read, oldest first, then the latest of the others."""
    _need_reader(request)
    rows = JournalEntry.objects.select_related("award__application")
    others = rows.exclude(state__in=[JournalEntry.State.SENT, JournalEntry.State.DRAFT])
    context = {
        "to_read": rows.to_read().order_by("sent_at", "pk")[:SHOWN],
        "others": others.order_by("-sent_at", "-pk")[:SHOWN],
    }
    return render(request, "cms/admin/journal.html", context)


@require_http_methods(["GET", "POST"])
def entry(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Read one, see whose consent its picture still needs; publish it or ask for a change."""
    _need_reader(request)
    rows = JournalEntry.objects.exclude(state=JournalEntry.State.DRAFT)
    found = get_object_or_404(
        rows.select_related("award__application__applicant", "picture"), public_id=public_id
    )
    form = ChangeForm(request.POST if "change" in request.POST else None)
    if request.method == "POST" and ("publish" in request.POST or form.is_valid()):
        return _answer(request, found, form)
    missing = ""
    if found.picture:
        missing = coverage.why_not_pictures([found.picture], Consent.Use.WEB)
    context = {"entry": found, "form": form, "missing": missing}
    return render(request, "cms/admin/journal_entry.html", context)


def _answer(request: SignedInRequest, found: JournalEntry, form: ChangeForm) -> HttpResponse:
    try:
        if "publish" in request.POST:
            actions.publish_entry(found, by=request.user)
            messages.success(request, _("Published. The founder gets an e-mail."))
        else:
            actions.ask_for_change(found, by=request.user, note=form.cleaned_data["note"])
            messages.success(request, _("The founder gets your words by e-mail."))
    except MoveRefused as refused:
        messages.error(request, str(refused))
        return redirect("cms_journal_entry", found.public_id)
    return redirect("cms_journal")
