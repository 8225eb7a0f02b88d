"""Pages for typing that came too late."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import requires_csrf_token
from django.views.decorators.http import require_http_methods

from .kept_typing import KEY, kept_for, show_for_copying, worth_showing


@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def kept(request: HttpRequest) -> HttpResponse:
    """What the person typed before they were signed out: send it now, or (POST) let it go."""
    waiting = kept_for(request)
    if waiting is None:
        request.session.pop(KEY, None)
        return redirect("my_page")
    if request.method == "POST":
        del request.session[KEY]
        return redirect(waiting["path"])
    words = worth_showing(waiting["fields"])
    return render(request, "kept_typing.html", {"kept": waiting, "words": words})


@requires_csrf_token
def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token ran out, as after signing in again in another tab."""
    return show_for_copying(request, status=403)
