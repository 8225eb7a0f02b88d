"""Nothing typed is lost: a form sent after the session ended is kept and offered again.

So is one that was not sent yet when somebody left its page quickly. The text waits for an hour,
sealed, in the browser's new session, for the user of the old one and nobody else. Secrets and files
are never kept. When it can't be known whose form it was, the text is shown at once for copying, and
not kept.
"""

import re
from collections.abc import Callable
from typing import TypedDict
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from accounts.secrets import NotOurs, seal, unseal
from phones.sessions import is_page_of_a_phone

KEY = "kept_typing"
SECONDS = 60 * 60
LARGEST = 200_000
"""Characters. A longer form is only shown for copying."""
SECRET = re.compile(
    r"^pin$|csrf|passw|code|token|secret|iban|account|sort|bank|card|credential", re.I
)


class Kept(TypedDict):
    """A form that was sent too late: whose, where to, and its fields in order."""

    user: str
    path: str
    fields: list[tuple[str, str]]
    files: bool


class KeepTyping:
    """Stands between the session and the views; sees forms answered with “sign in first”."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        left = _left_behind(request) if request.method == "POST" else None
        response = self.get_response(request)
        if request.method != "POST":
            return response
        if left:
            request.session[KEY] = seal(left, purpose=KEY)
            return response
        if _was_sent_too_late(request, response):
            return _keep(request, urlsplit(response["Location"]).path) or response
        kept = kept_for(request) if response.status_code < 400 else None
        if kept and kept["path"] == request.get_full_path():
            del request.session[KEY]
        return response


def kept_for(request: HttpRequest) -> Kept | None:
    """What waits for the signed-in user, if anything still does."""
    sealed = request.session.get(KEY)
    if sealed is None or not request.user.is_authenticated:
        return None
    try:
        kept: Kept = unseal(sealed, purpose=KEY, seconds=SECONDS)
    except NotOurs:
        return None
    return kept if kept["user"] == str(request.user.pk) else None


def typed(request: HttpRequest) -> list[tuple[str, str]]:
    """The form's fields without secrets, each value on its own."""
    return [
        (name, value)
        for name, values in request.POST.lists()
        if not SECRET.search(name)
        for value in values
    ]


def worth_showing(fields: list[tuple[str, str]]) -> list[str]:
    """What a person would miss: words, not ticks, numbers and keys."""
    return [value for _name, value in fields if " " in value.strip() or len(value) > 40]


def _left_behind(request: HttpRequest) -> Kept | None:
    """What the quick way out brought along of a form of ours: its button has that page's path.

    Asked before the way out ends the session.
    """
    if request.path != reverse("phone_leave") or not request.user.is_authenticated:
        return None
    path = request.POST.get("leave", "")
    fields = [(name, value) for name, value in typed(request) if name != "leave"]
    is_ours = url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    if not is_ours or not any(value.strip() for _name, value in fields):
        return None
    if sum(len(value) for _name, value in fields) > LARGEST:
        return None
    files = bool(request.FILES)
    return Kept(user=str(request.user.pk), path=path, fields=fields, files=files)


def _was_sent_too_late(request: HttpRequest, response: HttpResponse) -> bool:
    if response.status_code != 302:
        return False
    to_sign_in = urlsplit(response["Location"]).path == reverse(settings.LOGIN_URL)
    return (
        ((to_sign_in and not request.user.is_authenticated) or hasattr(request, "was_locked"))
        and not is_page_of_a_phone(request.resolver_match)
        and request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"
        and bool(typed(request))
    )


def _keep(request: HttpRequest, door: str) -> HttpResponse | None:
    """Keep the form and send the person to `door`: to sign in, or to type the phone's PIN."""
    fields, owner = typed(request), _owner_of_ended_session(request)
    if owner is None or sum(len(value) for _name, value in fields) > LARGEST:
        return show_for_copying(request, status=401)
    path = request.get_full_path()
    kept = Kept(user=owner, path=path, fields=fields, files=bool(request.FILES))
    request.session[KEY] = seal(kept, purpose=KEY)
    return redirect(f"{door}?{urlencode({'next': reverse('kept')})}")


def show_for_copying(request: HttpRequest, *, status: int) -> HttpResponse:
    """The typed words in boxes to copy from, and the way back to the form (by way of sign-in)."""
    context = {
        "words": worth_showing(typed(request)) if _is_ours(request) else [],
        "path": request.get_full_path(),
        "files": bool(request.FILES),
    }
    return render(request, "copy_typing.html", context, status=status)


def _is_ours(request: HttpRequest) -> bool:
    """Whether the form came from our own pages: others may not put words on them."""
    origin = request.headers.get("Origin") or request.headers.get("Referer", "")
    return urlsplit(origin).netloc in ("", request.get_host())


def _owner_of_ended_session(request: HttpRequest) -> str | None:
    """Whose the session was that ran out; its row stays until it is swept up.

    On a locked shared phone it goes on; one that was quiet too long was ended by its door.
    """
    if request.user.is_authenticated:
        return str(request.user.pk)
    if ended_for := getattr(request, "session_ended_for", None):
        return ended_for
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    ended = Session.objects.filter(pk=key).first() if key else None
    return ended.get_decoded().get(SESSION_KEY) if ended else None
