"""What a round promises beforehand: so many grants for a city, for a strand."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from applications.journey.workflow import MoveRefused

from .. import actions
from ..officer_forms import PromisesForm
from ..walk_page import group_names
from .officer import officers_only, run_by


@require_http_methods(["GET", "POST"])
@officers_only
def promises(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Set them, until the first mark is given."""
    found = run_by(request, public_id)
    sent = request.POST if request.method == "POST" else None
    form = PromisesForm(sent, judging_round=found, names=group_names(found))
    if form.is_valid():
        try:
            actions.promise(judging_round=found, minima=form.minima(), by=request.user)
            messages.success(request, _("Saved."))
            return redirect("judging_admin:round", public_id)
        except MoveRefused as refused:
            form.add_error(None, str(refused))
    context = {"title": _("Promises"), "round": found, "form": form}
    return render(request, "judging/admin/promises.html", context)
