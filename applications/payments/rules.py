"""Who may do what with payments. Three different people: payee, approver, releaser."""

import rules

from accounts.models import User
from accounts.roles import FINANCE, Role
from programmes.rules import has_role, is_system

from .models import Disbursement, Payee


def place_of(disbursement: Disbursement):
    return disbursement.place


@rules.predicate
def is_payee(user: User | None, disbursement: Disbursement | None = None) -> bool:
    return (
        user is not None
        and user.is_authenticated
        and disbursement is not None
        and disbursement.payee_user_id == user.pk
    )


@rules.predicate
def is_payee_person(user: User | None, payee: Payee | None = None) -> bool:
    return (
        user is not None
        and user.is_authenticated
        and payee is not None
        and payee.person_id == user.person_id
    )


@rules.predicate
def approved_it(user: User | None, disbursement: Disbursement | None = None) -> bool:
    return user is not None and disbursement is not None and disbursement.approved_by_id == user.pk


is_approver = has_role(Role.FINANCE_APPROVER, at=place_of)
is_payer = has_role(Role.FINANCE_PAYER, at=place_of)
is_finance = has_role(*FINANCE, at=place_of)
reads_payments = has_role(*FINANCE, Role.ADMINISTRATOR, at=place_of)

rules.add_perm("payments.list", has_role(*FINANCE, Role.ADMINISTRATOR))
rules.add_perm("payments.view", reads_payments)
rules.add_perm("payments.approve", is_approver & ~is_payee)
rules.add_perm("payments.release", is_payer & ~is_payee & ~approved_it)
rules.add_perm("payments.try_again", is_finance & ~is_payee)
rules.add_perm("payments.send", is_system)
rules.add_perm("payments.set_up", is_payee_person)
