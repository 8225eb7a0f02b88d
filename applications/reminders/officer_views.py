"""People whom officers remind of their draft by phone or message."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

import audit.record
from accounts.http import SignedInRequest
from applications.journey.officer_views import officers_only

from . import calling

PAGE = 50


@require_safe
@officers_only
def to_remind(request: SignedInRequest) -> HttpResponse:
    """Whom to remind, by keys; their numbers are on each one's own screen."""
    found = calling.to_call(request.user).order_by("pk")
    if request.GET.get("after", "").isdecimal():
        found = found.filter(pk__gt=int(request.GET["after"]))
    rows = list(found[: PAGE + 1])
    context = {
        "title": _("People to remind"),
        "rows": rows[:PAGE],
        "next_url": f"?after={rows[PAGE - 1].pk}" if len(rows) > PAGE else "",
    }
    return render(request, "reminders/admin/to_remind.html", context)


@require_http_methods(["GET", "POST"])
@officers_only
def remind(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """One person: how to reach them, in which language, and until when they can send."""
    draft = get_object_or_404(calling.to_call(request.user), public_id=public_id)
    if request.method == "POST":
        try:
            if "stop" in request.POST:
                calling.wants_no_more(draft, by=request.user)
            else:
                calling.reminded(draft, by=request.user)
            messages.success(request, _("Thank you. It is off the list."))
        except calling.NothingToRemind as refused:
            messages.error(request, str(refused))
        return redirect("people_to_remind")
    audit.record.saw(draft, by=request.user, screen="reminders.person")
    context = {"title": draft.applicant.display_name, "draft": draft}
    return render(request, "reminders/admin/remind.html", context)
