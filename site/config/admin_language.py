"""The admin speaks the language of the person who works in it; its addresses carry none."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation

ADMIN = "/admin/"


class AdminLanguage:
    """Stands before everything that words a page of the admin, refusals included.

    Wagtail keeps the language in force, unless its user chose another in Wagtail's account
    page.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> None:
        if request.path.startswith(ADMIN) and request.user.is_authenticated:
            translation.activate(request.user.person.language)
            request.LANGUAGE_CODE = translation.get_language()
