"""The admin's screen of languages: what a machine made, what a person has read, what is old."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from accounts.http import SignedInRequest
from config.languages import catalogue

from . import actions
from .translation_state import State, lines_of, standings

TONES = {
    State.MISSING: "neutral",
    State.MACHINE: "waiting",
    State.OLDER: "late",
    State.REVIEWED: "done",
    State.PERSON: "done",
}
VERBS = {
    "reviewed": actions.review_translation,
    "machine": actions.mark_machine_made,
}


def _refuse_others(request: SignedInRequest) -> None:
    if not request.user.has_perm("cms.review_translations"):
        raise PermissionDenied


@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    """One line a language: its interface and its pages."""
    _refuse_others(request)
    rows = [(each, [(state.label, each.counts[state]) for state in State]) for each in standings()]
    return render(
        request,
        "cms/admin/translations.html",
        {"rows": rows, "states": State.labels, "title": _("Languages")},
    )


@require_safe
def language(request: SignedInRequest, code: str) -> HttpResponse:
    """The pages of one language, with what can be said of each."""
    _refuse_others(request)
    if code not in dict(settings.LANGUAGES) or code == settings.LANGUAGE_CODE:
        raise Http404
    context = {
        "title": get_language_info(code)["name_local"],
        "code": code,
        "interface": catalogue(code),
        "lines": [(line, TONES[line.state]) for line in lines_of(code)],
    }
    return render(request, "cms/admin/translations_of.html", context)


@require_POST
def mark(request: SignedInRequest, page_id: int) -> HttpResponse:
    """Say of one translated page that a person has read it, or that a machine made it."""
    _refuse_others(request)
    pages = Page.objects.exclude(locale__language_code=settings.LANGUAGE_CODE)
    page = get_object_or_404(pages.select_related("locale"), pk=page_id)
    verb = VERBS.get(request.POST.get("do", ""))
    if verb is None:
        raise Http404
    verb(page, by=request.user)
    messages.success(request, _("Saved."))
    return redirect("cms_translations_of", page.locale.language_code)


class LanguagesItem(MenuItem):
    """In the menu of those who review translations."""

    def is_shown(self, request) -> bool:
        return request.user.has_perm("cms.review_translations")


def menu_item() -> MenuItem:
    return LanguagesItem(
        _("Languages"), reverse("cms_translations"), name="languages", icon_name="globe", order=320
    )


urls = [
    path("languages/", index, name="cms_translations"),
    path("languages/<str:code>/", language, name="cms_translations_of"),
    path("languages/pages/<int:page_id>/", mark, name="cms_translation_mark"),
]
