"""The applicant's copies of what they sent."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from accounts.http import SignedInRequest
from files.storage import short_link

from .models import Receipt
from .own import own_application


@require_safe
@login_required
def copy(request: SignedInRequest, public_id: UUID, number: int) -> HttpResponse:
    """The PDF of one sending, by a link that soon ends; not found until the worker has made it."""
    application = own_application(request, public_id)
    made = Receipt.objects.filter(application=application, made_at__isnull=False)
    receipt = get_object_or_404(made.select_related("application"), number=number)
    return redirect(short_link(receipt.file, name=receipt.file_name))
