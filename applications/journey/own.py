"""Finding an application for the person whose own it is."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from accounts.http import SignedInRequest

from .models import Application


def own_application(request: SignedInRequest, public_id: UUID) -> Application:
    """The user's own application; an officer of it is refused, others find nothing."""
    found = Application.objects.visible_to(request.user).with_road()
    application = get_object_or_404(found, public_id=public_id)
    if not request.user.has_perm("journey.answer", application):
        raise PermissionDenied
    return application
