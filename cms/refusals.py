"""A refusal, wherever in the admin it happens, is told in its plain sentence."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme


class TellEditors:
    """Bulk publishing, approving, copying and translating have no form that could show it.

    Their database work is undone; the editor is back where they were and reads why.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, ValidationError) or not request.path.startswith("/admin/"):
            return None
        messages.error(request, " ".join(exception.messages))
        return redirect(self._back(request))

    @staticmethod
    def _back(request: HttpRequest) -> str:
        came_from = request.headers.get("Referer", "")
        if url_has_allowed_host_and_scheme(came_from, {request.get_host()}):
            return came_from
        return reverse("wagtailadmin_home")
