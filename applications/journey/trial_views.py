"""Staff try the form as an applicant would."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from applications.calls.models import Call, QuestionSet

from . import trials
from .models import Application
from .officer_views import officers_only
from .workflow import MoveRefused


@require_POST
@officers_only
def start(request: SignedInRequest, pk: int) -> HttpResponse:
    """Begin a test of a version of the questions, or go on with one's own."""
    sets = QuestionSet.objects.filter(call__in=Call.objects.managed_by(request.user))
    found = get_object_or_404(sets.select_related("call__programme"), pk=pk)
    try:
        test = trials.start(found, by=request.user)
    except MoveRefused as refused:
        messages.error(request, str(refused))
        return redirect("calls:call", found.call.public_id)
    return redirect("journey:tasks", test.public_id)


@require_POST
@officers_only
def delete(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Delete a test, one's own or a colleague's."""
    managed = Application.with_tests.filter(call__in=Call.objects.managed_by(request.user))
    test = get_object_or_404(managed, public_id=public_id, is_test=True)
    call = test.call
    trials.delete(test, by=request.user)
    messages.success(request, _("The test is deleted."))
    return redirect("calls:call", call.public_id)
