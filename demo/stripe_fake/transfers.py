"""Transfers to connected accounts, and taking them back."""

from __future__ import annotations

from . import ledger
from .errors import StripeError, insufficient
from .routing import PAGING, Call, list_all, page, retrieve, route
from .store import Object
from .wire import Params, checked, integer, mapping, text


@route("POST", "/v1/transfers")
def create_transfer(call: Call) -> Object:
    """Move money from the platform's balance to a connected account's, and plan its payout."""
    given = checked(
        call.params,
        required={"amount": integer, "currency": text, "destination": text},
        optional={
            "description": text,
            "metadata": mapping,
            "transfer_group": text,
            "source_type": text,
        },
    )
    fake, amount, currency = call.fake, given["amount"], given["currency"].lower()
    if amount < 1:
        raise StripeError(
            "Invalid positive integer", code="parameter_invalid_integer", param="amount"
        )
    holder = retrieve(call, "account", given["destination"], param="destination")
    if holder["capabilities"].get("transfers") != "active":
        raise StripeError(
            "Your destination account needs to have the capability enabled: transfers",
            code="insufficient_capabilities_for_transfer",
            saved=True,
        )
    if fake.store.balances().get(currency, 0) < amount:
        raise insufficient(
            f"You have insufficient available funds in your Stripe account ({currency})."
        )
    transfer = fake.store.add("transfer", "tr", _transfer_body(given, amount, currency))
    transfer_id: str = transfer["id"]
    payment = transfer_id.replace("tr_", "py_")
    transfer["reversals"]["url"] = f"/v1/transfers/{transfer_id}/reversals"
    transfer["destination_payment"] = payment
    transfer["balance_transaction"] = ledger.post(fake, "transfer", -amount, currency, transfer_id)
    ledger.post(fake, "payment", amount, currency, payment, account=holder["id"])
    ledger.emit(fake, "transfer.created", fake.store.put(transfer), cause=call.cause)
    ledger.schedule_payout(fake, holder["id"], currency)
    return transfer


def _transfer_body(given: Params, amount: int, currency: str) -> Object:
    return {
        "amount": amount, "amount_reversed": 0, "balance_transaction": None, "currency": currency,
        "description": given.get("description"), "destination": given["destination"],
        "livemode": False, "metadata": given.get("metadata", {}),
        "reversals": {"object": "list", "data": [], "has_more": False, "url": ""},
        "reversed": False, "source_transaction": None,
        "source_type": given.get("source_type", "card"),
        "transfer_group": given.get("transfer_group"),
    }  # fmt: skip


@route("GET", "/v1/transfers")
def list_transfers(call: Call) -> Object:
    return list_all(call, "/v1/transfers", "transfer", transfer_group=text, destination=text)


@route("GET", "/v1/transfers/{}")
def retrieve_transfer(call: Call, transfer_id: str) -> Object:
    return retrieve(call, "transfer", transfer_id)


@route("POST", "/v1/transfers/{}/reversals")
def create_reversal(call: Call, transfer_id: str) -> Object:
    """Take a transfer back, whole or in part. Refused once the money was paid out, as at Stripe."""
    given = checked(call.params, required={}, optional={"amount": integer, "metadata": mapping})
    transfer = retrieve(call, "transfer", transfer_id)
    left = transfer["amount"] - transfer["amount_reversed"]
    amount = given.get("amount", left)
    if not 1 <= amount <= left:
        raise StripeError(
            f"Reversal amount ({amount}) must be from 1 to what is left of the transfer ({left}).",
            param="amount",
            saved=True,
        )
    available = call.fake.store.balances(transfer["destination"])
    if available.get(transfer["currency"], 0) < amount:
        raise insufficient("The recipient's account does not have enough available balance.")
    return _take_back(call, transfer, amount, given.get("metadata", {}))


def _take_back(call: Call, transfer: Object, amount: int, metadata: Params) -> Object:
    fake, currency, before = call.fake, transfer["currency"], transfer["amount_reversed"]
    reversal = fake.store.add(
        "transfer_reversal", "trr",
        {"amount": amount, "currency": currency, "metadata": metadata, "source_refund": None,
         "transfer": transfer["id"]},
        parent=transfer["id"],
    )  # fmt: skip
    refund = reversal["id"].replace("trr_", "pyr_")
    paid_back = ledger.post(fake, "transfer_refund", amount, currency, reversal["id"])
    ledger.post(fake, "payment_refund", -amount, currency, refund, account=transfer["destination"])
    reversal |= {"destination_payment_refund": refund, "balance_transaction": paid_back}
    transfer["amount_reversed"] += amount
    transfer["reversed"] = transfer["amount_reversed"] == transfer["amount"]
    transfer["reversals"]["data"].insert(0, fake.store.put(reversal))
    changed = fake.store.put(transfer)
    ledger.emit(fake, "transfer.reversed", changed, cause=call.cause, amount_reversed=before)
    return reversal


@route("GET", "/v1/transfers/{}/reversals")
def list_reversals(call: Call, transfer_id: str) -> Object:
    retrieve(call, "transfer", transfer_id)
    options = checked(call.params, required={}, optional=PAGING)
    reversals = call.fake.store.all("transfer_reversal", parent=transfer_id)
    return page(call, f"/v1/transfers/{transfer_id}/reversals", reversals, **options)
