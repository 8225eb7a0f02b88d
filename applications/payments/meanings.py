"""What this room's guards mean."""

from django.utils.translation import gettext as _

from applications.journey.guards import guard
from applications.journey.models import Application

from .models import Disbursement

ON_ITS_WAY = (Disbursement.State.RELEASED, Disbursement.State.SENT)


def payments_of(application: Application):
    return Disbursement.objects.filter(tranche__award__application=application)


@guard("payments.first_payment_arrived")
def first_payment_arrived(application: Application) -> str:
    """A first payment arrived"""
    if payments_of(application).filter(state=Disbursement.State.ARRIVED).exists():
        return ""
    return _("No payment has arrived yet.")


@guard("payments.all_settled")
def all_settled(application: Application) -> str:
    """Every tranche is paid and arrived"""
    award = getattr(application, "award_record", None)
    arrived = Disbursement.State.ARRIVED
    if award and not award.tranches.exclude(disbursement__state=arrived).exists():
        return ""
    return _("Some payments are not settled yet.")


@guard("payments.nothing_on_its_way")
def nothing_on_its_way(application: Application) -> str:
    """No payment is between release and arrival"""
    if payments_of(application).filter(state__in=ON_ITS_WAY).exists():
        return _("A payment is on its way. Wait until it arrived.")
    return ""
