"""The checklist of a call, written by those who manage it; and what seems the same, judged."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from applications.calls.models import Call

from . import checklist
from .officer_forms import Lines
from .officer_views import officers_only


@require_http_methods(["GET", "POST"])
@officers_only
def write(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """What officers check on every application of one call."""
    call = get_object_or_404(Call.objects.managed_by(request.user), public_id=public_id)
    there = call.checklist.filter(retired_at=None).values("pk", "text", "required")
    forms = Lines(request.POST or None, initial=list(there))
    if forms.is_valid():
        lines = [
            checklist.Line(each["pk"] or 0, each["text"].strip(), each["required"])
            for each in forms.cleaned_data
            if each.get("text", "").strip()
        ]
        checklist.write_checklist(call, lines=lines, by=request.user)
        messages.success(request, _("The checklist is saved."))
        return redirect(f"{reverse('pipeline:index')}?call={call.pk}")
    context = {"title": _("Checklist"), "call": call, "forms": forms}
    return render(request, "journey/admin/checklist.html", context)
