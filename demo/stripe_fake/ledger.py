"""Where the fake's money is and what it tells about it: balance transactions, events, payouts."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .fake import Fake

from .store import Object

API_VERSION = "2026-10-28.endive"
REORDER_WINDOW = 0.3  # seconds in which events are gathered, to be sent newest first
REPORTING = {
    "payment": "charge",
    "payment_refund": "refund",
    "payout_failure": "payout_reversal",
    "transfer_refund": "transfer_reversal",
}
NOTHING_DUE: Object = {
    "alternatives": [], "current_deadline": None, "currently_due": [], "disabled_reason": None,
    "errors": [], "eventually_due": [], "past_due": [], "pending_verification": [],
}  # fmt: skip


@dataclass(frozen=True)
class Cause:
    """The request behind an event; empty for what Stripe does by itself."""

    id: str | None = None
    idempotency_key: str | None = None


def emit(
    fake: Fake,
    event_type: str,
    subject: Object,
    *,
    account: str = "",
    cause: Cause = Cause(),
    **changed: Any,
) -> None:
    """Record an event and queue its webhook. ``changed`` is what the changed fields were before."""
    settings = fake.settings
    copies = 1 + settings.duplicate if settings.webhook_url else 0
    data: Object = {"object": subject}
    if changed:
        data["previous_attributes"] = changed
    body: Object = {
        "type": event_type,
        "api_version": API_VERSION,
        "data": data,
        "livemode": False,
        "pending_webhooks": copies,
        "request": {"id": cause.id, "idempotency_key": cause.idempotency_key},
    }
    if account:
        body["account"] = account
    event = fake.store.add("event", "evt", body, account=account)
    due = time.time() + (REORDER_WINDOW if settings.reorder else 0)
    for _ in range(copies):
        fake.store.run(
            "INSERT INTO delivery (event, type, body, due) VALUES (?, ?, ?, ?)",
            event["id"], event_type, json.dumps(event, indent=2), due,
        )  # fmt: skip
    fake.wake()


def post(
    fake: Fake, kind: str, amount: int, currency: str, source: str | None, *, account: str = ""
) -> str:
    """Add one balance transaction (minor units, below zero going out) and return its id."""
    now = int(time.time())
    body = {
        "amount": amount, "available_on": now, "currency": currency, "description": None,
        "exchange_rate": None, "fee": 0, "fee_details": [], "net": amount,
        "reporting_category": REPORTING.get(kind, kind), "source": source,
        "status": "available", "type": kind,
    }  # fmt: skip
    return str(fake.store.add("balance_transaction", "txn", body, account=account)["id"])


def set_platform_balance(fake: Fake, currency: str, amount: int) -> None:
    with fake.store.transaction():
        change = amount - fake.store.balances().get(currency, 0)
        if change:
            post(fake, "topup" if change > 0 else "adjustment", change, currency, None)


def schedule_payout(fake: Fake, account: str, currency: str) -> None:
    fake.store.run(
        "INSERT INTO payout_due (account, currency, due) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        account, currency, time.time() + fake.settings.payout_delay,
    )  # fmt: skip
    fake.wake()


def pay_out(fake: Fake, account: str, currency: str) -> None:
    """Send a connected account's whole balance to its bank: all transfers since the last payout.

    A failed payout returns the money to the balance and stops payouts until the holder gives
    a bank account again through a new onboarding link, as at Stripe.
    """
    store = fake.store
    with store.transaction():
        store.run("DELETE FROM payout_due WHERE account = ? AND currency = ?", account, currency)
        holder = store.get("account", account)
        amount = store.balances(account).get(currency, 0)
        if not holder or not holder["payouts_enabled"] or amount <= 0:
            return
        payout = store.add("payout", "po", _payout_body(holder, amount, currency), account=account)
        unpaid = [
            item["id"]
            for item in store.all("balance_transaction", account, currency=currency)
            if not store.run("SELECT parent FROM object WHERE id = ?", item["id"])[0]["parent"]
        ]
        payout["balance_transaction"] = post(
            fake, "payout", -amount, currency, payout["id"], account=account
        )
        for carried in [*unpaid, payout["balance_transaction"]]:
            store.set_parent(carried, payout["id"])
        emit(fake, "payout.created", store.put(payout), account=account)
        if fake.take_failure("payout"):
            _fail_payout(fake, holder, payout)
        else:
            payout["status"] = "paid"
            emit(fake, "payout.paid", store.put(payout), account=account, status="in_transit")


def _payout_body(holder: Object, amount: int, currency: str) -> Object:
    return {
        "amount": amount, "arrival_date": int(time.time()), "automatic": True,
        "balance_transaction": None,
        "currency": currency, "description": "STRIPE PAYOUT",
        "destination": holder["external_accounts"]["data"][0]["id"],
        "failure_balance_transaction": None, "failure_code": None, "failure_message": None,
        "livemode": False, "metadata": {}, "method": "standard", "original_payout": None,
        "reconciliation_status": "completed", "reversed_by": None, "source_type": "card",
        "statement_descriptor": None, "status": "in_transit", "type": "bank_account",
    }  # fmt: skip


def _fail_payout(fake: Fake, holder: Object, payout: Object) -> None:
    account = holder["id"]
    payout |= {
        "status": "failed",
        "failure_code": "account_closed",
        "failure_message": "The bank account has been closed.",
        "failure_balance_transaction": post(
            fake,
            "payout_failure",
            payout["amount"],
            payout["currency"],
            payout["id"],
            account=account,
        ),
    }
    emit(fake, "payout.failed", fake.store.put(payout), account=account, status="in_transit")
    holder["external_accounts"]["data"][0]["status"] = "errored"
    holder["payouts_enabled"] = False
    holder["requirements"] |= {
        "currently_due": ["external_account"],
        "eventually_due": ["external_account"],
        "past_due": ["external_account"],
        "disabled_reason": "requirements.past_due",
    }
    emit(fake, "account.updated", fake.store.put(holder), account=account, payouts_enabled=True)


def complete_onboarding(fake: Fake, account: Object) -> None:
    """What the hosted form does at its end: the account can receive transfers and be paid out."""
    bank_account = {
        "id": account["id"].replace("acct_", "ba_"), "object": "bank_account",
        "account": account["id"], "account_holder_name": None, "account_holder_type": None,
        "account_type": None, "bank_name": "STRIPE FAKE BANK", "country": account["country"],
        "currency": account["default_currency"], "default_for_currency": True,
        "fingerprint": None, "last4": "3000", "metadata": {}, "routing_number": None,
        "status": "new",
    }  # fmt: skip
    before = {name: account[name] for name in ("details_submitted", "payouts_enabled")}
    account |= {"details_submitted": True, "payouts_enabled": True, "requirements": NOTHING_DUE}
    account["capabilities"] = dict.fromkeys(account["capabilities"], "active")
    account["external_accounts"]["data"] = [bank_account]
    with fake.store.transaction():
        emit(fake, "account.updated", fake.store.put(account), account=account["id"], **before)
        for currency in fake.store.balances(account["id"]):
            schedule_payout(fake, account["id"], currency)
