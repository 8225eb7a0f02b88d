"""Who referred the applicant, on the screens of an application."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from applications.journey.models import Application
from applications.journey.panels import Screen, panel

from .models import Referral


def _of(application: Application) -> list[Referral]:
    found = Referral.objects.open().filter(
        person=application.applicant_id, programme=application.call.programme_id
    )
    return list(found.select_related("organisation", "referred_by__person"))


@panel(Screen.OFFICER, order=150)
def for_officers(request: HttpRequest, application: Application) -> str | None:
    return _render(request, application, "referrals/panel_officer.html")


@panel(Screen.APPLICANT, order=800)
def for_applicants(request: HttpRequest, application: Application) -> str | None:
    return _render(request, application, "referrals/panel_applicant.html")


def _render(request: HttpRequest, application: Application, template: str) -> str | None:
    referrals = _of(application)
    if not referrals:
        return None
    return render_to_string(template, {"referrals": referrals}, request=request)
