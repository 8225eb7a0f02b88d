"""What an applicant sees of an application."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from .models import Application


@require_safe
@login_required
def status(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Where the application is and what happens next."""
    application = get_object_or_404(
        Application.objects.visible_to(request.user).with_road(), public_id=public_id
    )
    return render(request, "journey/status.html", {"application": application})
