"""Answering a need: a small page of its own that no cache keeps, since it holds a form."""

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.models import User

from . import actions, shown
from .models import SectionPage, Statement
from .need_forms import NeedResponseForm

GONE, TOO_MANY = 410, 429


@never_cache
@require_http_methods(["GET", "POST"])
def respond(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a few words; then say thank you. A need that is met says so, with status 410."""
    need = get_object_or_404(Statement.objects.needs().select_related("programme"), pk=pk)
    context = {"need": need, "section": _section_of(need)}
    if "sent" in request.GET:
        return render(request, "cms/need_thanks.html", context)
    if not need.takes_answers:
        return render(request, "cms/need_over.html", context, status=GONE)
    form = NeedResponseForm(request.POST or None, need_id=need.pk)
    if form.is_valid():
        if not ratelimit.consume(request, action="respond"):
            return render(request, "cms/need_wait.html", context, status=TOO_MANY)
        return _take(request, need, form)
    return render(request, "cms/need_form.html", context | {"form": form})


def _take(request: HttpRequest, need: Statement, form: NeedResponseForm) -> HttpResponse:
    """A machine gets the same thanks, so that it learns nothing."""
    if not form.is_a_machine:
        actions.respond_to_need(
            need,
            language=get_language() or "en",
            by=User.objects.system(),
            **form.cleaned_data,
        )
    return redirect(f"{request.path}?sent=1")


def _section_of(need: Statement) -> SectionPage | None:
    """The page that the need stands on, in the reader's language."""
    pages = SectionPage.objects.filter(
        pk__in=shown.pages(get_language()).values("pk"),
        programme=need.programme_id,
        foundation=need.foundation,
    )
    return pages.first()
