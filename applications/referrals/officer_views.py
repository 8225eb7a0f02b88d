"""People to call: they were referred, and an e-mail does not reach them."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

import audit.record
from accounts.http import SignedInRequest
from applications.journey.officer_views import officers_only

from . import actions
from .forms import LinkForm
from .models import Referral

PAGE = 50


@require_safe
@officers_only
def to_call(request: SignedInRequest) -> HttpResponse:
    """Who waits for a call, the longest first; their numbers are on each one's own screen."""
    found = Referral.objects.handled_by(request.user).to_call().order_by("pk")
    if request.GET.get("after", "").isdecimal():
        found = found.filter(pk__gt=int(request.GET["after"]))
    rows = list(found.select_related("programme", "city")[: PAGE + 1])
    context = {
        "title": _("People to call"),
        "rows": rows[:PAGE],
        "next_url": f"?after={rows[PAGE - 1].pk}" if len(rows) > PAGE else "",
    }
    return render(request, "referrals/admin/to_call.html", context)


@require_http_methods(["GET", "POST"])
@officers_only
def call(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """One person to call: how, what helps, and what they said."""
    found = Referral.objects.handled_by(request.user).open().filter(person=None)
    referral = get_object_or_404(
        found.select_related("programme", "city", "organisation", "referred_by__person"),
        public_id=public_id,
    )
    if not request.user.has_perm("referrals.call", referral):
        raise Http404
    form = LinkForm(request.POST if request.POST.get("said") == "yes" else None)
    if request.method == "POST" and _wrote_down(request, referral, form):
        return redirect("referrals_to_call")
    audit.record.saw(referral, by=request.user, screen="referral")
    context = {"title": referral.name, "referral": referral, "form": form}
    return render(request, "referrals/admin/call.html", context)


def _wrote_down(request: SignedInRequest, referral: Referral, form: LinkForm) -> bool:
    try:
        match request.POST.get("said"):
            case "yes" if form.is_valid():
                actions.link(referral, reference=form.cleaned_data["reference"], by=request.user)
            case "later":
                actions.called(referral, by=request.user)
            case "no":
                actions.said_no(referral, by=request.user)
            case _other:
                return False
    except actions.Refused as refused:
        messages.error(request, str(refused))
        return False
    messages.success(request, _("Thank you. It is written down."))
    return True
