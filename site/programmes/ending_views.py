"""The admin's screen that ends a programme or takes it up again."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest

from . import ending
from .models import Programme


@require_http_methods(["GET", "POST"])
def end(request: SignedInRequest, code: str) -> HttpResponse:
    """Say what will happen, then do it: close, archive, or take up again."""
    if not request.user.has_perm("programmes.end_programme"):
        raise PermissionDenied
    programme = get_object_or_404(Programme, code=code)
    if request.method == "POST":
        _do(request, programme)
        return redirect("end_programme", code=code)
    return render(
        request,
        "programmes/ending.html",
        {"programme": programme, "title": _("End a programme")},
    )


def _do(request: SignedInRequest, programme: Programme) -> None:
    verb = request.POST.get("verb")
    if verb == "resume":
        ending.resume_programme(programme, by=request.user)
        messages.success(request, _("The programme goes on. Its forms are open again."))
    elif verb in ("close", "archive"):
        try:
            ending.end_programme(programme, archive=verb == "archive", by=request.user)
        except ending.StillBusy as busy:
            messages.error(request, str(busy))
            return
        messages.success(request, _("The programme has ended. Its pages stay and say so."))
