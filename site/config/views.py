"""Pages of the house itself."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe
from django.views.static import serve

from programmes.rules import works_in_admin

from .styleguide import samples


@require_safe
@login_required
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component in every state, for staff."""
    if not works_in_admin(request.user):
        raise PermissionDenied
    return render(request, "styleguide.html", {"samples": samples()})


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponse:
    """Public pictures, when they live in a folder and not in a bucket. Private files never do."""
    response = serve(request, path, document_root=settings.MEDIA_ROOT)
    patch_cache_control(response, public=True, max_age=60)
    return response
