"""Wagtail's admin needs inline scripts and styles; everything else stays closed there too."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

POLICY = "; ".join(
    [
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    ]
)


HEADER = "Content-Security-Policy"


class AdminPolicy:
    """Sets the admin's own Content-Security-Policy; the strict one skips /admin/.

    A preview is the public page with its own strict policy. Only the frame beside the editor's form
    is opened to it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith("/admin/"):
            policy = response.headers.get(HEADER, POLICY)
            response.headers[HEADER] = policy.replace(
                "frame-ancestors 'none'", "frame-ancestors 'self'"
            )
        return response
