"""The door to the answers of one application: the applicant, and whom the applicant let in."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.formats import date_format
from django.utils.translation import gettext as _

import audit.record
from accounts.http import SignedInRequest
from accounts.models import User

from .access import Access, access_of
from .models import Answer, Application, ApplicationQuerySet


class HelpIsOver(PermissionDenied):
    """The person helped until some time ago; `str()` says it kindly."""


def let_in(
    request: SignedInRequest, public_id: UUID, *, whole: bool = True, to_translate: bool = False
) -> tuple[Application, Access]:
    """The application, with all that its pages need if `whole`, and what this person may do.

    Raises PermissionDenied for its officers, who have their own screen, for translators unless
    `to_translate`, and with a kind sentence for somebody whose help is over; Http404 for all
    others. What a helper reads is recorded.
    """
    found = _whole() if whole else Application.with_tests.all()
    application = get_object_or_404(found, public_id=public_id)
    access = access_of(request.user, application)
    if access is None or not request.user.has_perm("journey.read_answers", application):
        raise _refused(request.user, application)
    if access.only_translates and not to_translate:
        raise PermissionDenied
    if access.helper and request.method == "GET":
        audit.record.saw(application, by=request.user, screen="help")
    return application, access


def _whole() -> ApplicationQuerySet:
    typed = Prefetch("answers", Answer.objects.select_related("typed_by__person", "copied_from"))
    found = Application.with_tests.all().with_road().select_related("question_set")
    return found.prefetch_related(typed, "change_requests", "question_set__translations")


def to_let_in(request: SignedInRequest, public_id: UUID) -> Application:
    """The application, for who may let others in: its applicant alone."""
    application, access = let_in(request, public_id)
    if not access.is_applicant or application.is_test:
        raise PermissionDenied
    return application


def _refused(user: User, application: Application) -> Exception:
    if Application.objects.visible_to(user).filter(pk=application.pk).exists():
        return PermissionDenied()
    over = application.helpers.filter(user=user).order_by("-ends_at").first()
    if over is None:
        return Http404()
    day = date_format(over.over_since.astimezone(application.call.zone), "j F Y")
    return HelpIsOver(
        _("Your help ended on %(day)s. Should you go on? Then ask %(name)s to invite you again.")
        % {"day": day, "name": application.applicant.display_name}
    )
