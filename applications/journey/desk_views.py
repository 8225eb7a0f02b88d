"""Beside the pipeline: who reads how much, taking the next one, filters that people keep."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import SignedInRequest

from . import desk, pipeline
from .models import SavedFilter
from .officer_forms import FilterNameForm
from .officer_views import officers_only
from .states import State


@require_POST
@officers_only
def take_next(request: SignedInRequest) -> HttpResponse:
    """Give the officer what has waited longest, and open it."""
    found = desk.take_next(by=request.user)
    if found is None:
        messages.success(request, _("Nothing waits without a reader."))
        return redirect("pipeline:index")
    messages.success(request, _("%(reference)s is yours now.") % {"reference": found.reference})
    return redirect("pipeline:application", found.public_id)


@require_safe
@officers_only
def workload(request: SignedInRequest) -> HttpResponse:
    """Who has how much to read, in the officer's reach."""
    form = pipeline.FilterForm(request.user, {"state": State.SUBMITTED, "whose": "nobody"})
    loads = desk.workload(request.user)
    most = max((each.to_read + each.asked_back for each in loads), default=0) or 1
    context = {
        "title": _("Who reads how much"),
        "loads": [
            {
                "name": each.reader.get_full_name() if each.reader else _("Nobody yet"),
                "nobody": each.reader is None,
                "to_read": each.to_read,
                "asked_back": each.asked_back,
                "share": round(100 * (each.to_read + each.asked_back) / most),
                "url": pipeline.address(form, whose=each.reader.pk if each.reader else "nobody"),
            }
            for each in loads
        ],
        "calls": form.offered["call"],
        "cities": form.offered["city"],
        "at_once": desk.AT_ONCE,
    }
    return render(request, "journey/admin/workload.html", context)


@require_POST
@officers_only
def share_out(request: SignedInRequest) -> HttpResponse:
    """Share what nobody reads evenly among the officers of each city, the oldest first."""
    asked = {name: request.POST.get(name, "") for name in ("call", "city")}
    unread = {"state": State.SUBMITTED, "whose": "nobody", "sort": "longest"}
    form = pipeline.FilterForm(request.user, asked | unread)
    given = desk.share_out(pipeline.first(form, desk.AT_ONCE), by=request.user)
    words = ngettext(
        "%(count)s application has a reader now.",
        "%(count)s applications have a reader now.",
        given,
    )
    messages.success(request, words % {"count": given})
    return redirect("pipeline:workload")


@require_http_methods(["GET", "POST"])
@officers_only
def filters(request: SignedInRequest) -> HttpResponse:
    """Keep the present filter under a name; see and take away those kept before."""
    query = pipeline.address(pipeline.FilterForm(request.user, request.GET))
    form = FilterNameForm(request.user, request.POST or None)
    if form.is_valid():
        desk.save_filter(query=query, by=request.user, **form.cleaned_data)
        messages.success(request, _("The filter is kept."))
        return redirect(reverse("pipeline:index") + query)
    context = {
        "title": _("Kept filters"),
        "form": form,
        "query": query,
        "filters": SavedFilter.objects.offered_to(request.user).select_related("programme"),
    }
    return render(request, "journey/admin/filters.html", context)


@require_POST
@officers_only
def forget_filter(request: SignedInRequest, pk: int) -> HttpResponse:
    desk.forget_filter(get_object_or_404(SavedFilter, pk=pk, user=request.user), by=request.user)
    messages.success(request, _("The filter is gone."))
    return redirect("pipeline:filters")
