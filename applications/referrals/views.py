"""The referrer's list and form; the page that a person who was referred gets by a link."""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import SignedInRequest
from accounts.models import User
from applications.calls.models import Call

from . import actions
from .consents import to_be_referred
from .forms import ReferralForm
from .models import Referral
from .progress import seen_by_referrer
from .rules import partnerships

PAGE = 50


@never_cache
@require_safe
@login_required
def mine(request: SignedInRequest) -> HttpResponse:
    """Whom the user referred, newest first, and how far each is. Nothing else about them."""
    _referrers_only(request)
    found = Referral.objects.filter(referred_by=request.user).select_related("programme")
    found = found.order_by("-pk")
    if request.GET.get("before", "").isdecimal():
        found = found.filter(pk__lt=int(request.GET["before"]))
    rows = list(found[: PAGE + 1])
    context = {
        "rows": seen_by_referrer(rows[:PAGE]),
        "next_url": f"?before={rows[PAGE - 1].pk}" if len(rows) > PAGE else "",
    }
    return render(request, "referrals/mine.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def refer(request: SignedInRequest) -> HttpResponse:
    """Tell us about one person who agreed to it."""
    _referrers_only(request)
    form = ReferralForm(partnerships(request.user), request.POST or None)
    consent = to_be_referred()
    if form.is_valid():
        try:
            actions.refer(by=request.user, consent=consent, **form.told)
        except actions.Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Thank you. We ask them now. You need do nothing more."))
            return redirect("referrals")
    return render(request, "referrals/refer.html", {"form": form, "consent": consent})


def _referrers_only(request: SignedInRequest) -> None:
    if not request.user.has_perm("referrals.refer"):
        raise PermissionDenied


@never_cache
@require_http_methods(["GET", "POST"])
def referred(request: HttpRequest, token: str) -> HttpResponse:
    """What a partner told us about the person with this link; a POST says no and deletes it."""
    if request.method == "POST":
        if not ratelimit.consume(request, action="respond"):
            return render(request, "following/wait.html", status=429)
        actions.say_no(token, by=User.objects.system())
        return redirect("referred", token=token)
    open_ones = Referral.objects.open().filter(token=token)
    referral = open_ones.select_related("programme", "organisation", "referred_by__person").first()
    if referral is None:
        return render(request, "referrals/gone.html")
    context = {"referral": referral, "calls": _open_calls(referral)}
    return render(request, "referrals/referred.html", context)


def _open_calls(referral: Referral) -> list[Call]:
    published = Call.objects.filter(programme=referral.programme, published_at__isnull=False)
    return [each for each in published.order_by("closes_at") if each.phase() == Call.Phase.OPEN]


@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def start(request: SignedInRequest, token: str) -> HttpResponse:
    """Say yes, and on to the call. After signing in a button asks once more: links open unasked."""
    referral = Referral.objects.open().filter(token=token).select_related("programme").first()
    if referral is None:
        return redirect("referred", token=token)
    calls = _open_calls(referral)
    if request.method == "POST":
        try:
            actions.accept(referral, by=request.user)
        except actions.Refused as refused:
            messages.error(request, str(refused))
        return redirect("apply:call", calls[0].code) if len(calls) == 1 else redirect("my_page")
    return render(request, "referrals/start.html", {"referral": referral})


@require_POST
@login_required
def stop(request: SignedInRequest, public_id) -> HttpResponse:
    """The person takes back their consent; the referrer's sight ends at once."""
    referral = get_object_or_404(Referral, public_id=public_id, person=request.user.person_id)
    actions.stop_showing(referral, by=request.user)
    messages.success(request, _("They see nothing of your application any more."))
    return redirect("my_page")
