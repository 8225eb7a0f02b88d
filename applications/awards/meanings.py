"""What this room's guards mean."""

from django.utils import timezone
from django.utils.translation import gettext as _

from applications.journey.guards import guard
from applications.journey.models import Application

from .models import Award


def award_of(application: Application) -> Award | None:
    return Award.objects.filter(application=application).first()


@guard("awards.award_issued")
def award_issued(application: Application) -> str:
    """The award is within the call's maximum, the pot, the budget and the target number"""
    return "" if award_of(application) else _("Issue the award first.")


@guard("awards.agreement_signed")
def agreement_signed(application: Application) -> str:
    """The agreement's frozen text is signed, with who, when and how"""
    award = award_of(application)
    if award and hasattr(award, "agreement") and award.agreement.signed_at:
        return ""
    return _("The agreement is not signed yet.")


@guard("awards.offer_ran_out")
def offer_ran_out(application: Application) -> str:
    """The offer's last day has passed"""
    award = award_of(application)
    if award and award.answer_by < timezone.now():
        return ""
    return _("The offer still has time to run.")


@guard("awards.final_report_accepted")
def final_report_accepted(application: Application) -> str:
    """The final report is accepted"""
    award = award_of(application)
    if award and hasattr(award, "final_report") and award.final_report.accepted_at:
        return ""
    return _("The final report is not accepted yet.")
