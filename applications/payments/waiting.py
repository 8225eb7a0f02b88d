"""What waits for a grantee or for finance about payments."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import FINANCE, Role
from programmes.scopes import roles
from programmes.waiting import Door, Waiting, offers, opens

from .models import Disbursement, Payee

State = Disbursement.State
AT_MOST = 50


@offers
def for_grantee(user: User) -> list[Waiting]:
    """Bank details to give to Stripe."""
    payees = Payee.objects.filter(
        person_id=user.person_id, can_be_paid=False, award__ended_at=None
    ).select_related("award__application")
    return [
        Waiting(
            label=_("Tell Stripe where the money should go"),
            url=reverse("payments:mine", args=[payee.award.application.public_id]),
            about=payee.award.application.title,
        )
        for payee in payees[:AT_MOST]
    ]


@offers
def for_finance(user: User) -> list[Waiting]:
    """Payments to repair, to approve, and to release when somebody else approved them."""
    held = roles(user)
    if not held & FINANCE:
        return []
    wanted = Q(state=State.FAILED)
    if Role.FINANCE_APPROVER in held:
        wanted |= Q(state=State.DUE)
    if Role.FINANCE_PAYER in held:
        wanted |= Q(state=State.APPROVED) & ~Q(approved_by=user)
    payments = (
        Disbursement.objects.visible_to(user)
        .filter(wanted)
        .exclude(payee_user=user)
        .select_related("tranche__award")
        .order_by("created_at")
    )
    labels = {
        State.FAILED: _("Repair a payment"),
        State.DUE: _("Approve a payment"),
        State.APPROVED: _("Release a payment"),
    }
    return [
        Waiting(
            label=labels[State(payment.state)],
            url=reverse("payments_admin:payment", args=[payment.public_id]),
            about=payment.award.reference,
            urgent=payment.state == State.FAILED,
        )
        for payment in payments[:AT_MOST]
    ]


@opens
def payments(user: User) -> list[Door]:
    if not user.has_perm("payments.list"):
        return []
    about = _("What is due, approved, sent and failed")
    return [Door(_("Payments"), reverse("payments_admin:queue"), about)]
