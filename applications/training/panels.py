"""Training on an application's own screens."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from applications.calls.models import Stage
from applications.journey.models import Application
from applications.journey.panels import Screen, panel
from applications.journey.states import State

from .models import Cohort
from .progress import place_of, progress_of

MOST_COURSES = 5
BEFORE = (State.DRAFT, State.SUBMITTED, State.CHANGES_REQUESTED, State.INELIGIBLE)


@panel(Screen.OFFICER, order=300)
def for_officers(request: HttpRequest, application: Application) -> str | None:
    return _render(request, application, "training/panel_officer.html")


@panel(Screen.APPLICANT, order=300)
def for_applicants(request: HttpRequest, application: Application) -> str | None:
    return _render(request, application, "training/panel_applicant.html")


@panel(Screen.APPLICANT, order=310)
def courses_to_come(request: HttpRequest, application: Application) -> str | None:
    """For who gets no grant: courses in their city with room, but for one they were in."""
    if application.state != State.NOT_FUNDED:
        return None
    cohorts = list(
        Cohort.objects.with_room_to_come()
        .filter(city=application.city)
        .exclude(places__application=application)
        .select_related("course")[:MOST_COURSES]
    )
    context = {"application": application, "cohorts": cohorts}
    if not cohorts:
        return None
    return render_to_string("training/courses_to_come.html", context, request=request)


def _render(request: HttpRequest, application: Application, template: str) -> str | None:
    if not application.call.uses(Stage.TRAINING) or application.state in BEFORE:
        return None
    place = place_of(application)
    plans = list(application.business_plans.all())
    if not place and not plans and application.state != State.ELIGIBLE:
        return None
    context = {
        "application": application,
        "place": place,
        "progress": progress_of(place) if place else None,
        "plans": plans,
    }
    return render_to_string(template, context, request=request)
