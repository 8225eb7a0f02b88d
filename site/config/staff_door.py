"""The door of staff: who must prove a second step, and who may enter Wagtail's admin."""

from collections.abc import Callable

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import ResolverMatch, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from programmes.rules import needs_second_factor, works_in_admin

ADMIN = "/admin/"
OPEN_NAMES = frozenset({"live", "ready", "wagtail_serve"})
"""Pages that show nobody's records. Everything else is closed until the second step is proven."""


class StaffDoor:
    """Stands behind the session and before every view.

    A user whose role asks for a second factor reaches only the sign-in pages and public pages
    until this session has proven it: with none set up they are sent to set one up, otherwise to
    prove it. A signed-in user who does not work in Wagtail's admin is refused there (Wagtail by
    itself would send them round and round between its door and the sign-in page).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        match = request.resolver_match
        if _is_open(match) or not request.user.is_authenticated:
            return None
        if not has_proven(request) and needs_second_factor(request.user):
            return _ask_for_second_step(request)
        if request.path.startswith(ADMIN) and not works_in_admin(request.user):
            raise PermissionDenied
        return None


def has_proven(request: HttpRequest) -> bool:
    """Whether this session's user proved a second step: app code, passkey or recovery code."""
    steps = get_authentication_records(request, request.user)
    return any(step.get("method") == "mfa" for step in steps)


def _is_open(match: ResolverMatch | None) -> bool:
    if match is None:
        return False
    name = match.url_name or ""
    if match.namespaces:
        return match.namespace == "demo"
    return name in OPEN_NAMES or name.startswith(("account_", "mfa_", "sign_", "phone_"))


def _ask_for_second_step(request: HttpRequest) -> HttpResponse:
    if is_mfa_enabled(request.user):
        messages.info(request, _("Show us your second step to go on."))
        page = reverse("mfa_reauthenticate")
    else:
        messages.info(request, _("Your work here needs a second step. Set it up now."))
        page = reverse("mfa_activate_totp")
    return redirect(f"{page}?{urlencode({'next': request.get_full_path()})}")
