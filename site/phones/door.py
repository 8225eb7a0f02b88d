"""The door of a shared phone: what it shows while it is locked, and when its sign-in is over."""

from collections.abc import Callable
from uuid import UUID

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import ResolverMatch, reverse
from django.utils import timezone
from django.utils.http import urlencode

from . import actions
from .models import SharedPhone
from .sessions import KEY, WANTED, is_page_of_a_phone, leave, phone_of

OPEN_NAMES = frozenset({"account_logout", "live", "ready"})


class SharedPhoneDoor:
    """Stands behind the session and before every view. Costs a query on shared phones only.

    Nothing of a shared phone is stored by its browser. While it is locked, every page leads to the
    PIN; what a form brought is kept (config.kept_typing), what a script brought is refused with
    401 and stays on its page.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return self.get_response(request)
        shared = KEY in request.session
        if shared:
            _find(request, request.session[KEY])
        response = self.get_response(request)
        if _wants_to_leave(request):
            response = leave(request)
        if shared or KEY in request.session:
            response["Cache-Control"] = "no-store, private"
        return response

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        _note_wish(request)
        if _is_open(request.resolver_match):
            return None
        phone = phone_of(request)
        if phone is None:
            return _ask_for_pin(request)
        if phone.is_locked(timezone.now()):
            actions.lock(phone)
            request.was_locked = True  # type: ignore[attr-defined]
            return _locked(request)
        actions.saw(phone)
        return None


def _find(request: HttpRequest, key: str) -> None:
    """Put the phone on the request, or sign out when it is over."""
    user = request.user
    phone = SharedPhone.objects.filter(pk=UUID(key), user=user.pk).first()
    if phone and not phone.is_over(timezone.now()):
        request.shared_phone = phone  # type: ignore[attr-defined]
        return
    if phone:
        actions.end(phone, by=user)  # type: ignore[arg-type]
    request.session_ended_for = str(user.pk)  # type: ignore[attr-defined]
    logout(request)


def _wants_to_leave(request: HttpRequest) -> bool:
    """The way out on a page with a form sends that form: its view has just saved what was typed.

    Where a locked phone refused the form, it waits for the PIN instead.
    """
    return (
        request.method == "POST"
        and request.user.is_authenticated
        and "leave" in request.POST
        and not is_page_of_a_phone(request.resolver_match)
        and not hasattr(request, "was_locked")
    )


def _note_wish(request: HttpRequest) -> None:
    """The box on the sign-in page: a PIN is chosen as soon as the person is in."""
    match = request.resolver_match
    at_the_door = match and match.url_name == "account_request_login_code"
    if at_the_door and request.method == "POST" and "shared_phone" in request.POST:
        request.session[WANTED] = True


def _ask_for_pin(request: HttpRequest) -> HttpResponse | None:
    """Who said at the sign-in that the phone is shared chooses a PIN before anything else."""
    if request.method != "GET" or not request.session.get(WANTED):
        return None
    if not request.user.is_authenticated:
        return None
    return redirect(f"{reverse('phone_shared')}?{urlencode({'next': request.get_full_path()})}")


def _locked(request: HttpRequest) -> HttpResponse:
    if request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate":
        return JsonResponse({}, status=401)
    back = request.get_full_path() if request.method in ("GET", "HEAD") else reverse("my_page")
    return redirect(f"{reverse('phone_locked')}?{urlencode({'next': back})}")


def _is_open(match: ResolverMatch | None) -> bool:
    return is_page_of_a_phone(match) or (match is not None and match.url_name in OPEN_NAMES)
