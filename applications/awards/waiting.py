"""What waits for an applicant or an officer about awards."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from applications.journey.models import CASEWORK_ROLES, Application
from applications.journey.states import State
from applications.judging.models import Decision
from programmes.scopes import roles
from programmes.waiting import Door, Waiting, offers, opens

from .models import Award, FinalReport

AT_MOST = 50


@offers
def for_applicant(user: User) -> list[Waiting]:
    """Agreements to sign, and reports to write."""
    mine = Award.objects.filter(application__applicant_id=user.person_id).select_related(
        "application", "final_report"
    )
    open_now = mine.filter(
        Q(application__state=State.AWARDED)
        | Q(application__state=State.ACTIVE, final_report=None)
        | Q(application__state=State.ACTIVE, final_report__sent_back_at__isnull=False)
    )
    return [_mine(award) for award in open_now[:AT_MOST]]


def _mine(award: Award) -> Waiting:
    application = award.application
    if application.state == State.AWARDED:
        page, label, by = "awards:agreement", _("Read and sign your agreement"), award.answer_by
    elif hasattr(award, "final_report"):
        page, label, by = "awards:report", _("Add to your report"), None
    else:
        page, label, by = "awards:report", _("Write your report when the work is done"), None
    url = reverse(page, args=[application.public_id])
    return Waiting(label=label, url=url, about=application.title, by=by)


@offers
def for_officer(user: User) -> list[Waiting]:
    """Awards to issue, and reports to read."""
    if not roles(user) & set(CASEWORK_ROLES):
        return []
    to_issue = Application.objects.handled_by(user).filter(
        state=State.JUDGED, decision__in=Decision.objects.to_offer()
    )
    reports = FinalReport.objects.filter(
        award__in=Award.objects.visible_to(user), accepted_at=None, sent_back_at=None
    ).select_related("award__application")
    return [
        *(
            Waiting(
                label=_("Issue the award"),
                url=reverse("awards_admin:issue", args=[application.public_id]),
                about=application.title,
            )
            for application in to_issue[:AT_MOST]
        ),
        *(
            Waiting(
                label=_("Read the final report"),
                url=reverse("awards_admin:award", args=[report.award.public_id]),
                about=report.award.application.title,
            )
            for report in reports[:AT_MOST]
        ),
    ]


@opens
def awards(user: User) -> list[Door]:
    if not roles(user) & set(CASEWORK_ROLES):
        return []
    about = _("Offers, agreements, reports, and what is left in the pot")
    return [Door(_("Awards"), reverse("awards_admin:overview"), about)]
