"""Mentoring on an application's own screens."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from applications.awards.models import Award
from applications.calls.models import Stage
from applications.journey.models import Application
from applications.journey.panels import Screen, panel

from .actions.matches import MENTORED
from .models import Mentorship


@panel(Screen.OFFICER, order=600)
def for_officers(request: HttpRequest, application: Application) -> str | None:
    return _render(request, application, "mentorships/panel_officer.html")


@panel(Screen.APPLICANT, order=600)
def for_applicants(request: HttpRequest, application: Application) -> str | None:
    return _render(request, application, "mentorships/panel_applicant.html")


def _render(request: HttpRequest, application: Application, template: str) -> str | None:
    if application.state not in MENTORED or not application.call.uses(Stage.MENTORING):
        return None
    award = Award.objects.filter(application=application).first()
    if award is None:
        return None
    mentorship = (
        Mentorship.objects.filter(award=award)
        .select_related("mentor__user__person")
        .order_by("-starts_on", "-id")
        .first()
    )
    context = {"application": application, "award": award, "mentorship": mentorship}
    return render_to_string(template, context, request=request)
