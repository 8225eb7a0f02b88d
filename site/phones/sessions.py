"""Which shared phone a request comes from, and leaving it."""

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import ResolverMatch

from . import actions
from .models import SharedPhone

KEY = "shared_phone"
WANTED = "shared_phone_wanted"
"""In a session whose person said at the door that others use the phone, until a PIN is chosen."""


def phone_of(request: HttpRequest) -> SharedPhone | None:
    """The shared phone that the door found, or nothing on a person's own phone."""
    return getattr(request, "shared_phone", None)


def is_page_of_a_phone(match: ResolverMatch | None) -> bool:
    """Whether an address is this room's own, such as the lock: it is open on a locked phone."""
    return match is not None and (match.url_name or "").startswith("phone_")


def leave(request: HttpRequest) -> HttpResponse:
    """Away from here at once: lock a shared phone, sign out elsewhere, show a page of no interest.

    The browser forgets pages and texts of this site, so that going back shows nothing.
    """
    phone = phone_of(request)
    if phone:
        actions.lock(phone)
    else:
        logout(request)
    response = redirect("phone_today")
    response["Clear-Site-Data"] = '"cache", "storage"'
    response["Cache-Control"] = "no-store"
    return response
