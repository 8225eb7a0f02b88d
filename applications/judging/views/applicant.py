"""What an applicant sees of the judging: the pitch time, then what the panel said."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.http import SignedInRequest
from applications.calls.models import Call
from applications.journey.models import Application
from applications.journey.road import known_dates, steps
from applications.journey.states import State
from programmes.calendars import CONTENT_TYPE

from ..expected import expected
from ..feedback import feedback_of
from ..models import Decision, Outcome, Slot
from ..slot_calendar import of_slot
from ..times import in_words

TOLD = frozenset(State) - {State.SCHEDULED, State.JUDGED}
"""From the decision's letter on: a decision that waits for its letter is not shown."""


def is_told(decision: Decision, application: Application) -> bool:
    """Whether the applicant had a letter about it: of what waits, or of a condition, at once."""
    said_at_once = decision.outcome == Outcome.DEFER or decision.condition_is_open
    return application.state in TOLD or (application.state == State.JUDGED and said_at_once)


MOST_CALLS = 3


@require_safe
@login_required
def mine(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """When and where I pitch; once it is decided, the panel's feedback."""
    application = get_object_or_404(
        Application.objects.visible_to(request.user).with_road(), public_id=public_id
    )
    if not request.user.has_perm("journey.answer", application):
        raise PermissionDenied
    slot = Slot.objects.filter(application=application).select_related("round__call").first()
    decision = Decision.objects.filter(application=application).first()
    if decision and not is_told(decision, application):
        decision = None
    if slot is None and decision is None:
        raise Http404
    coming = application.state == State.SCHEDULED
    context = {
        "application": application,
        "steps": steps(application, known_dates(application)),
        "about": expected(slot.round).get(slot.pk) if slot and coming else None,
        "slot": slot,
        "when": in_words(slot) if slot else "",
        "coming": coming,
        "decision": decision,
        "feedback": feedback_of(application) if decision else [],
        "open_calls": open_calls(application) if application.state == State.NOT_FUNDED else [],
    }
    return render(request, "judging/mine.html", context)


def open_calls(application: Application) -> list[Call]:
    """Where else the project could ask: open calls of its city. Two queries at most."""
    there = Call.objects.open().filter(cities=application.city).exclude(pk=application.call_id)
    return list(there.order_by("closes_at")[:MOST_CALLS])


@require_safe
@login_required
def calendar(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """My pitch time for my calendar."""
    application = get_object_or_404(
        Application.objects.visible_to(request.user), public_id=public_id
    )
    if not request.user.has_perm("journey.answer", application):
        raise PermissionDenied
    slot = get_object_or_404(
        Slot.objects.select_related("round__call", "application"), application=application
    )
    address = request.build_absolute_uri(reverse("judging:mine", args=[public_id]))
    return HttpResponse(
        of_slot(slot, address),
        content_type=CONTENT_TYPE,
        headers={"Content-Disposition": 'attachment; filename="pitch.ics"'},
    )
