"""Answers people who have not signed in from memory, when the answer is still true."""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers

from .collecting import Found, collecting
from .listening import listen
from .memory import memory

PERSONAL_COOKIES = frozenset(
    {settings.SESSION_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME, "messages"}
)
"""Whoever sends one of these gets an answer of their own."""
LONGEST_QUERY = 200
"""Characters. Longer ones are answered, and not kept."""


@dataclass(frozen=True)
class Page:
    """A whole answer, ready to be sent again."""

    content: bytes
    headers: dict[str, str]

    def answer(self, request: HttpRequest) -> HttpResponse:
        response = HttpResponse(self.content, headers=self.headers)
        if request.method == "HEAD":
            response.content = b""
        unchanged = get_conditional_response(request, etag=response["ETag"], response=response)
        return unchanged or response


class KeptPages:
    """Stands inside the middleware that sets headers and outside everything that knows a person.

    A view says by `may_be_kept()` that its answer is the same for everybody. What a person could
    have a share in (a session, messages, a cookie in the answer, a preview, an unknown query) is
    neither answered from memory nor kept.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        _trust_the_connection()
        if not _is_for_everybody(request):
            reads_only = request.method in ("GET", "HEAD")
            with collecting(memory.begin(), reads_only=reads_only):
                return self.get_response(request)
        if settings.PAGE_MEMORY_MB:
            listen()
        key = (request.scheme, request.get_host(), request.get_full_path())
        kept = memory.get(key)
        if kept is None:
            return self._make(request, key)
        return kept.value.answer(request)

    def _make(self, request: HttpRequest, key: tuple) -> HttpResponse:
        with collecting(memory.begin(), reads_only=True) as found:
            response = self.get_response(request)
        if not _may_be_kept(response, found):
            return response
        page = _page(response)
        if request.method == "GET":
            memory.keep(key, page, found, size=len(page.content) + 2048)
        return page.answer(request)


def _trust_the_connection() -> None:
    """Django asks PostgreSQL before each request whether it lives. While the memory is trusted the
    listener has heard it within seconds, and would notice its end: the question is spared."""
    if memory.trusted:
        connection.health_check_done = True  # type: ignore[attr-defined]  # Django has it


def _is_for_everybody(request: HttpRequest) -> bool:
    return (
        request.method in ("GET", "HEAD")
        and PERSONAL_COOKIES.isdisjoint(request.COOKIES)
        and "Authorization" not in request.headers
        and not getattr(request, "is_dummy", False)
        and has_known_query(request)
    )


def has_known_query(request: HttpRequest) -> bool:
    """Whether the query is one that we keep answers to: made up ones would fill the memory."""
    return len(request.META.get("QUERY_STRING", "")) <= LONGEST_QUERY and (
        settings.KEPT_QUERIES.issuperset(request.GET)
    )


def _may_be_kept(response: HttpResponse, found: Found) -> bool:
    return (
        found.may_be_kept
        and response.status_code == 200
        and not response.streaming
        and not response.cookies
    )


def _page(response: HttpResponse) -> Page:
    """The address carries the language, so answers differ by cookie alone; browsers keep a copy
    and ask each time whether it is still true."""
    del response["Vary"]
    patch_vary_headers(response, ["Cookie"])
    response["Cache-Control"] = "no-cache"
    response["ETag"] = f'"{blake2b(response.content, digest_size=16).hexdigest()}"'
    response["Content-Length"] = str(len(response.content))
    return Page(response.content, dict(response.items()))
