"""Pages of the house itself."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from programmes.rules import works_in_admin

from .styleguide import samples


@require_safe
@login_required
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component in every state, for staff."""
    if not works_in_admin(request.user):
        raise PermissionDenied
    return render(request, "styleguide.html", {"samples": samples()})
