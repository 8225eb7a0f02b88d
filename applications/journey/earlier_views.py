"""Choosing what to copy from an earlier application."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest

from . import earlier
from .own import own_application
from .pages import bytes_of, in_pages, page_number
from .workflow import MoveRefused

OFFER, BEGINS = 700, 600
"""Bytes of one without its words; how many letters of it are shown."""


@require_http_methods(["GET", "POST"])
@login_required
def use_earlier(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Every answer that could be copied, as it reads, with its source; some or all are copied."""
    application = own_application(request, public_id)
    found = earlier.offers(application, get_language() or "")
    if not found:
        return redirect("journey:tasks", public_id)
    if request.method == "POST":
        every = [each.question.key for each in found]
        keys = every if "all" in request.POST else request.POST.getlist("copy")
        try:
            count = len(earlier.copy_answers(application, keys=keys, by=request.user).keys)
        except MoveRefused as refused:
            messages.error(request, str(refused))
        else:
            _say(request, count)
        return redirect("journey:tasks", public_id)
    pages, number = in_pages(found, _size), page_number(request)
    if number > len(pages):
        raise Http404
    context = {
        "application": application,
        "offers": pages[number - 1],
        "begins": BEGINS,
        "page": number,
        "pages": len(pages),
    }
    return render(request, "journey/earlier.html", context)


def _size(offer: earlier.Offer) -> int:
    """Bytes of an answer that can be copied, as far as it is shown."""
    source = offer.source.title + str(offer.source.call) if offer.source else ""
    return OFFER + bytes_of(offer.question.label + source + offer.text[:BEGINS])


def _say(request: SignedInRequest, count: int) -> None:
    words = ngettext(
        "%(count)s answer is copied. Read it and change what is no longer true.",
        "%(count)s answers are copied. Read them and change what is no longer true.",
        count,
    )
    messages.success(request, words % {"count": count})
