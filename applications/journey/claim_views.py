"""A person takes over the application that a caseworker began for them."""

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.models import User

from . import assisted
from .assisted_forms import ClaimForm
from .workflow import MoveRefused

TOO_MANY = 429


@never_cache
@require_http_methods(["GET", "POST"])
def claim(request: HttpRequest) -> HttpResponse:
    """Type the code of the sheet, once signed in. Wrong codes are counted, right ones work once."""
    if not isinstance(request.user, User):
        return render(request, "journey/claim.html")
    form = ClaimForm(request.POST or None)
    if form.is_valid():
        if not ratelimit.consume(request, action="claim", user=request.user):
            form.add_error("code", _("You tried many codes. Wait an hour, then try again."))
            return render(request, "journey/claim.html", {"form": form}, status=TOO_MANY)
        try:
            application = assisted.claim(form.cleaned_data["code"], by=request.user)
        except MoveRefused as refused:
            form.add_error("code", str(refused))
        else:
            messages.success(request, _("This application is yours now."))
            return redirect("journey:status", application.public_id)
    return render(request, "journey/claim.html", {"form": form})
