"""What a grantee sees of the money."""

from uuid import UUID

import stripe
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

import audit.record
from accounts.http import SignedInRequest
from applications.awards.models import Award
from applications.journey.models import Application
from applications.journey.road import known_dates, steps
from applications.journey.workflow import MoveRefused

from . import parts, payees
from .models import Payee


@require_safe
@login_required
def mine(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The parts of the grant, where each stands, and what the grantee must do at Stripe."""
    application = get_object_or_404(
        Application.objects.visible_to(request.user).with_road(), public_id=public_id
    )
    award = get_object_or_404(Award.objects.select_related("payee"), application=application)
    is_mine = request.user.person_id == application.applicant_id
    if not is_mine:
        audit.record.saw(application, by=request.user, screen="payments")
    shown = parts.of(award)
    return render(
        request,
        "payments/mine.html",
        {
            "application": application,
            "award": award,
            "payee": getattr(award, "payee", None),
            "is_mine": is_mine,
            "steps": steps(application, known_dates(application)),
            "parts": shown,
            "stones": parts.as_road(shown, award.currency),
            "came_back": any(part.came_back for part in shown),
        },
    )


@never_cache
@require_safe
@login_required
def set_up(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """On to Stripe's own form, where the payee gives the bank details; we never see them."""
    payee = get_object_or_404(
        Payee.objects.select_related("person"),
        award__application__in=Application.objects.visible_to(request.user),
        award__application__public_id=public_id,
    )
    if not request.user.has_perm("payments.set_up", payee):
        raise PermissionDenied
    here = request.build_absolute_uri(reverse("payments:mine", args=[public_id]))
    try:
        return HttpResponseRedirect(payees.onboarding_address(payee, by=request.user, here=here))
    except MoveRefused as refused:
        messages.error(request, str(refused))
    except stripe.StripeError:
        messages.error(request, _("Stripe does not answer just now. Try again in a few minutes."))
    return redirect("payments:mine", public_id)
