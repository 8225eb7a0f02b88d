"""An application for the person whose own it is: finding it, and the road as they see it."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import prefetch_related_objects
from django.shortcuts import get_object_or_404

from accounts.http import SignedInRequest

from . import road
from .deadlines import due
from .models import Application, ApplicationQuerySet
from .states import State


def own_application(request: SignedInRequest, public_id: UUID) -> Application:
    """The user's own application; an officer of it is refused, others find nothing."""
    return _own(request, public_id, Application.objects.with_road())


def whole_application(request: SignedInRequest, public_id: UUID) -> Application:
    """The user's own application, or test, with all that its pages need. An officer of it is
    refused here: they have their own screen."""
    found = (
        Application.with_tests.all()
        .with_road()
        .select_related("question_set")
        .prefetch_related("answers", "change_requests", "question_set__translations")
    )
    return _own(request, public_id, found)


def _own(request: SignedInRequest, public_id: UUID, among: ApplicationQuerySet) -> Application:
    application = get_object_or_404(among.visible_to(request.user), public_id=public_id)
    if not request.user.has_perm("journey.answer", application):
        raise PermissionDenied
    return application


def last_day(application: Application) -> dict[str, road.Day]:
    """A draft's own deadline, which an extension may have moved."""
    if application.state != State.DRAFT:
        return {}
    prefetch_related_objects([application], "extensions")
    return {"apply": due(application).astimezone(application.call.zone)}


def steps_of(application: Application, dates: dict[str, road.Day] | None = None) -> list[dict]:
    """The road with its known `dates`, and the last day to send as it is for this application."""
    return road.steps(application, (dates or {}) | last_day(application))
