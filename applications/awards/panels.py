"""The award on an application's own screens."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from applications.journey.models import Application
from applications.journey.panels import Screen, panel
from applications.journey.road import Day, Next, dates_from, next_for
from applications.journey.states import State
from applications.judging.models import Decision

from .models import Award


def _award(application: Application) -> Award | None:
    found = Award.objects.select_related("agreement", "final_report")
    return found.filter(application=application).first()


@panel(Screen.APPLICANT, order=500)
def for_applicants(request: HttpRequest, application: Application) -> str | None:
    return _render(request, application, "awards/panel_applicant.html")


@panel(Screen.OFFICER, order=500)
def for_officers(request: HttpRequest, application: Application) -> str | None:
    return _render(request, application, "awards/panel_officer.html")


def _render(request: HttpRequest, application: Application, template: str) -> str | None:
    award = _award(application)
    to_issue = award is None and _waits_for_an_award(application)
    if award is None and not to_issue:
        return None
    context = {
        "application": application,
        "award": award,
        "report": getattr(award, "final_report", None),
        "to_issue": to_issue,
    }
    return render_to_string(template, context, request=request)


def _waits_for_an_award(application: Application) -> bool:
    wanted = {
        State.JUDGED: Decision.Outcome.AWARD,
        State.RESERVE: Decision.Outcome.RESERVE,
    }.get(State(application.state))
    return (
        wanted is not None
        and Decision.objects.filter(application=application, outcome=wanted).exists()
    )


@dates_from
def days_of_the_award(application: Application) -> dict[str, Day]:
    """When the agreement was signed, or must be."""
    award = _award(application)
    if award is None:
        return {}
    return {"agreement": award.agreement.signed_at or award.answer_by}


@next_for(State.AWARDED)
def sign(application: Application) -> Next | None:
    award = _award(application)
    if award is None:
        return None
    return Next(
        text=_("We offer you a grant. Read the agreement, then sign it."),
        by=award.answer_by,
        yours=True,
        action_label=_("Read the agreement"),
        action_url=reverse("awards:agreement", args=[application.public_id]),
    )


@next_for(State.ACTIVE)
def report(application: Application) -> Next | None:
    award = _award(application)
    sent = getattr(award, "final_report", None) if award else None
    if award is None or (sent and not sent.sent_back_at):
        return None
    return Next(
        text=_("Your project is running. When the work is done, tell us how it went."),
        by_words=_("when your project is done"),
        yours=True,
        action_label=_("Open my report"),
        action_url=reverse("awards:report", args=[application.public_id]),
    )
