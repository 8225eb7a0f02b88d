"""Where Stripe's servers knock."""

import stripe
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from . import webhooks


@csrf_exempt
@require_POST
def stripe_events(request: HttpRequest) -> HttpResponse:
    """200 once the event is stored; the signature takes the place of the CSRF token."""
    try:
        webhooks.receive(request.body, request.headers.get("Stripe-Signature", ""))
    except (stripe.SignatureVerificationError, ValueError):
        return HttpResponse(status=400)
    return HttpResponse(status=200)
