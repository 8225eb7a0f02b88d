"""Each day's ledger against what Stripe says. A difference is for a person to look at."""

from datetime import date, datetime, time, timedelta

import stripe
from django.db.models import Sum
from django.utils import timezone

from . import stripe_api
from .ledger import Kind
from .models import Disbursement, LedgerEntry, Reconciliation


def reconcile_day(day: date) -> Reconciliation:
    """Compare the day (in the installation's time zone) and keep the result."""
    start = timezone.make_aware(datetime.combine(day, time.min))
    end = timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
    transfers = list(stripe_api.transfers_between(start, end))
    posted = _posted(start, end)
    return Reconciliation.objects.create(
        day=day,
        transfers=len(transfers),
        stripe_minor=sum(item.amount - item.amount_reversed for item in transfers),
        ledger_minor=sum(posted.values()),
        differences=[
            *_differing_transfers(transfers),
            *_unknown_to_stripe(posted, transfers),
            *_differing_payouts(start, end),
        ],
    )


def _posted(start: datetime, end: datetime) -> dict[str, int]:
    """What the ledger says was sent in the time, by Stripe's transfer id, reversals taken off."""
    rows = (
        LedgerEntry.objects.filter(
            account__kind=Kind.IN_TRANSIT,
            transaction__what__in=("sent", "reversed"),
            transaction__at__gte=start,
            transaction__at__lt=end,
        )
        .values_list("transaction__once_key")
        .annotate(total=Sum("amount_minor"))
    )
    posted: dict[str, int] = {}
    for once_key, total in rows:
        transfer_id = once_key.split(":")[1]
        posted[transfer_id] = posted.get(transfer_id, 0) + total
    return posted


def _differing_transfers(transfers: list[stripe.Transfer]) -> list[dict]:
    """Transfers at Stripe that the ledger does not know, or knows with another amount."""
    keys = [f"sent:{item.id}:{item.id}" for item in transfers]
    known = dict(
        LedgerEntry.objects.filter(transaction__once_key__in=keys, account__kind=Kind.IN_TRANSIT)
        .values_list("transaction__once_key")
        .annotate(total=Sum("amount_minor"))
    )
    found = []
    for item, key in zip(transfers, keys, strict=True):
        ledger_minor = known.get(key, 0)
        if ledger_minor != item.amount:
            found.append(_difference("transfer", item.id, ledger_minor, item.amount))
        elif item.amount_reversed not in (0, item.amount):
            left = item.amount - item.amount_reversed
            found.append(_difference("partly_reversed", item.id, ledger_minor, left))
    return found


def _unknown_to_stripe(posted: dict[str, int], transfers: list[stripe.Transfer]) -> list[dict]:
    """What the ledger says was sent and Stripe does not list that day: asked for one by one."""
    listed = {item.id for item in transfers}
    found = []
    for transfer_id in sorted(posted.keys() - listed):
        try:
            stripe_api.retrieve_transfer(transfer_id)
        except stripe.InvalidRequestError:
            found.append(_difference("missing_at_stripe", transfer_id, posted[transfer_id], 0))
    return found


def _differing_payouts(start: datetime, end: datetime) -> list[dict]:
    """Payments we hold to have arrived, whose payout Stripe does not call paid."""
    arrived = Disbursement.objects.filter(
        state=Disbursement.State.ARRIVED, arrived_at__gte=start, arrived_at__lt=end
    ).values_list("tranche__award__payee__stripe_account", "stripe_payout", "amount_minor")
    found = []
    for account, payout_id, amount in arrived:
        if stripe_api.retrieve_payout(account, payout_id).status != "paid":
            found.append(_difference("payout", payout_id, amount, 0))
    return found


def _difference(kind: str, stripe_id: str, ledger_minor: int, stripe_minor: int) -> dict:
    return {
        "kind": kind,
        "stripe_id": stripe_id,
        "ledger_minor": ledger_minor,
        "stripe_minor": stripe_minor,
    }
