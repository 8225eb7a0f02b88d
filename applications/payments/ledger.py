"""The double-entry ledger. Every movement goes through `post`; nobody edits an entry.

Money stands in one of four accounts a programme and currency: its budget, committed to grantees,
in transit at Stripe, paid. Positive entries are debits, negative ones credits, in minor units.
"""

from django.db import transaction
from django.db.models import QuerySet, Sum

from accounts.models import User
from applications.awards.models import Award
from programmes.models import Programme

from .models import Disbursement, LedgerAccount, LedgerEntry, LedgerTransaction

Kind = LedgerAccount.Kind


@transaction.atomic
def post(
    what: str,
    *,
    award: Award,
    source: LedgerAccount.Kind,
    target: LedgerAccount.Kind,
    amount_minor: int,
    once_key: str,
    by: User,
    disbursement: Disbursement | None = None,
) -> bool:
    """Move `amount_minor` of the award's currency from `source` to `target`.

    `once_key` names the movement in the world: posting it again does nothing and returns False.
    """
    movement, is_new = LedgerTransaction.objects.get_or_create(
        once_key=once_key,
        defaults={"what": what, "award": award, "disbursement": disbursement, "by": by},
    )
    if is_new:
        LedgerEntry.objects.bulk_create(
            LedgerEntry(transaction=movement, account=_account(award, kind), amount_minor=amount)
            for kind, amount in ((source, -amount_minor), (target, amount_minor))
        )
    return is_new


def _account(award: Award, kind: LedgerAccount.Kind) -> LedgerAccount:
    account, _is_new = LedgerAccount.objects.get_or_create(
        programme_id=award.programme_id, kind=kind, currency=award.currency
    )
    return account


def balances(programme: Programme) -> dict[str, int]:
    """The programme's balance per kind of account, in minor units; they sum to zero."""
    sums = (
        LedgerEntry.objects.filter(account__programme=programme)
        .values_list("account__kind")
        .annotate(balance=Sum("amount_minor"))
    )
    return dict.fromkeys(Kind.values, 0) | dict(sums)


def entries_of(disbursement: Disbursement) -> QuerySet[LedgerEntry]:
    """Every entry of a disbursement, oldest first."""
    return (
        LedgerEntry.objects.filter(transaction__disbursement=disbursement)
        .select_related("transaction", "account")
        .order_by("id")
    )
