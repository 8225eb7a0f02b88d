"""What the pitch day shows on an application's own screens: the questions that were asked."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from applications.journey.models import Application
from applications.journey.panels import Screen, panel
from applications.journey.states import State
from applications.judging.heard import hears

from .models import Question

UNDECIDED = (State.SCHEDULED, State.JUDGED, State.READY_TO_PITCH, State.WITHDRAWN)


@hears
def in_the_meeting(application: Application) -> list[str]:
    """For the panel that decides, beside marks and comments."""
    asked = Question.objects.filter(turn__slot__application=application)
    return list(asked.values_list("text", flat=True))


@panel(Screen.OFFICER, order=410)
def asked(request: HttpRequest, application: Application) -> str | None:
    """What the panel asked at the pitch."""
    return _render(request, Question.objects.filter(turn__slot__application=application))


@panel(Screen.APPLICANT, order=410)
def asked_of_me(request: HttpRequest, application: Application) -> str | None:
    """The same for the applicant, once it is decided and where the day allows it."""
    if application.state in UNDECIDED:
        return None
    allowed = Question.objects.filter(
        turn__slot__application=application,
        turn__slot__round__day__applicants_read_questions=True,
    )
    return _render(request, allowed)


def _render(request: HttpRequest, questions) -> str | None:
    words = list(questions.values_list("text", flat=True))
    if not words:
        return None
    return render_to_string("pitching/asked.html", {"asked": words}, request=request)
