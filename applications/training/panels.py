"""Training on an application's own screens."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from applications.calls.models import Stage
from applications.journey.models import Application
from applications.journey.panels import Screen, panel
from applications.journey.states import State

from .progress import place_of, progress_of

BEFORE = (State.DRAFT, State.SUBMITTED, State.CHANGES_REQUESTED, State.INELIGIBLE)


@panel(Screen.OFFICER, order=300)
def for_officers(request: HttpRequest, application: Application) -> str | None:
    return _render(request, application, "training/panel_officer.html")


@panel(Screen.APPLICANT, order=300)
def for_applicants(request: HttpRequest, application: Application) -> str | None:
    return _render(request, application, "training/panel_applicant.html")


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
