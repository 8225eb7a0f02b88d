"""What this room shows on a call's screen for staff, and does when its questions are published."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from accounts.models import User
from applications.calls.follow_ups import after_publishing
from applications.calls.models import Call, QuestionSet
from applications.calls.panels import call_panel
from notifications.queue import queue

from . import trials, versions
from .tasks import tell_of_new_questions


@call_panel(order=200)
def versions_in_use(request: HttpRequest, call: Call) -> str | None:
    """How many drafts and sent applications answer each version."""
    uses = versions.in_use(call)
    if not any(each.drafts or each.sent for each in uses):
        return None
    return render_to_string("journey/admin/versions_panel.html", {"uses": uses}, request)


@call_panel(order=300)
def tests(request: HttpRequest, call: Call) -> str:
    """Trying the form as an applicant, and the tests there are."""
    context = {
        "call": call,
        "sets": call.question_sets.all()[:2],
        "tests": trials.of_call(call),
    }
    return render_to_string("journey/admin/tests_panel.html", context, request)


@after_publishing
def tell_drafts(question_set: QuestionSet, by: User) -> None:
    """Who has begun with older questions hears of the new ones."""
    if question_set.version > 1:
        queue(tell_of_new_questions, question_set_id=question_set.pk)
