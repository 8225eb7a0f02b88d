"""One line a request in the log: which page and how it ended, never what was typed or a secret."""

from django.http import HttpRequest
from django_structlog.middlewares import RequestMiddleware

SECRET = frozenset({"key", "token"})
"""Names, in our addresses and allauth's, of the parts that let somebody in by themselves."""


class RequestLog(RequestMiddleware):
    """Leaves out the query, which holds what people search for, and links' secrets."""

    @staticmethod
    def format_request(request: HttpRequest) -> str:
        return f"{request.method} {without_secrets(request)}"


def without_secrets(request: HttpRequest) -> str:
    """The path with its secrets left out; of an address that is no page, its first part."""
    match = request.resolver_match
    if match is None:
        return "/".join(request.path.split("/")[:2])
    path = request.path
    for name in SECRET & match.kwargs.keys():
        path = path.replace(str(match.kwargs[name]), "…")
    return path
