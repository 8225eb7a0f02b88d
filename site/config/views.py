"""Pages of the house itself."""

from allauth.account.views import logout as account_logout
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.files.storage import FileSystemStorage, storages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
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
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Public pictures, from the folder or the bucket. Private files are never among them."""
    response = _picture(request, path)
    patch_cache_control(response, public=True, max_age=60)
    return response


def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out, and leave nothing on a phone that others use: not even what waits to be sent."""
    response = account_logout(request)
    if request.method == "POST":
        response["Clear-Site-Data"] = '"storage"'
    return response


def _picture(request: HttpRequest, path: str) -> HttpResponseBase:
    pictures = storages["default"]
    if isinstance(pictures, FileSystemStorage):
        return serve(request, path, document_root=str(settings.MEDIA_ROOT))
    try:
        return FileResponse(pictures.open(path))
    except FileNotFoundError as missing:
        raise Http404 from missing
