"""Payments brought to where a test needs them, through the actions and the fake of Stripe."""

from accounts.models import User
from accounts.roles import Role
from applications.awards.models import Award
from applications.payments import actions
from applications.payments.models import Disbursement
from programmes.models import RoleAssignment

from .awards import signed
from .programmes import user_with


def finance(award: Award) -> tuple[User, User]:
    """The approver and the payer of the award's programme, made when first asked for."""
    return (
        _holder(Role.FINANCE_APPROVER, award.programme),
        _holder(Role.FINANCE_PAYER, award.programme),
    )


def _holder(role: Role, programme) -> User:
    held = RoleAssignment.objects.filter(role=role, programme=programme).select_related("user")
    first = held.order_by("pk").first()
    return first.user if first else user_with(role, programme=programme)


def due(award: Award | None = None) -> Disbursement:
    """The first payment of a signed award."""
    award = award or signed()
    return Disbursement.objects.get(tranche__award=award, tranche__number=1)


def payable(award: Award, account: str = "") -> None:
    """Stripe can pay the grantee, as far as our records say."""
    payee = award.payee
    payee.stripe_account, payee.can_be_paid = account or f"acct_{payee.pk}", True
    payee.save()


def approved(payment: Disbursement | None = None, *, by: User | None = None) -> Disbursement:
    payment = payment or due()
    return actions.approve(payment, by=by or finance(payment.award)[0], seen="due")


def released(payment: Disbursement | None = None, *, by: User | None = None) -> Disbursement:
    payment = payment or approved()
    return actions.release(payment, by=by or finance(payment.award)[1], seen="approved")
