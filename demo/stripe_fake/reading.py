"""What can only be read: payouts, balances and their transactions, events."""

from __future__ import annotations

from .routing import PAGING, Call, list_all, page, retrieve, route
from .store import Object
from .wire import checked, text


@route("GET", "/v1/payouts")
def list_payouts(call: Call) -> Object:
    return list_all(call, "/v1/payouts", "payout", status=text)


@route("GET", "/v1/payouts/{}")
def retrieve_payout(call: Call, payout_id: str) -> Object:
    return retrieve(call, "payout", payout_id)


@route("GET", "/v1/balance")
def retrieve_balance(call: Call) -> Object:
    checked(call.params, required={}, optional={})
    available = [
        {"amount": amount, "currency": currency, "source_types": {"card": amount}}
        for currency, amount in call.fake.store.balances(call.account).items()
    ]
    pending = [{**item, "amount": 0, "source_types": {"card": 0}} for item in available]
    return {"object": "balance", "available": available, "pending": pending, "livemode": False}


@route("GET", "/v1/balance_transactions")
def list_balance_transactions(call: Call) -> Object:
    """What moved a balance. With ``payout``: which transfers (as payments) one payout carried."""
    options = checked(
        call.params, required={}, optional={**PAGING, "payout": text, "type": text, "source": text}
    )
    payout = options.pop("payout", None)
    fields = {name: options.pop(name) for name in ("type", "source") if name in options}
    items = call.fake.store.all("balance_transaction", call.account, parent=payout, **fields)
    return page(call, "/v1/balance_transactions", items, **options)


@route("GET", "/v1/events")
def list_events(call: Call) -> Object:
    listing = list_all(call, "/v1/events", "event", type=text)
    return {**listing, "data": [_with_pending(call, event) for event in listing["data"]]}


@route("GET", "/v1/events/{}")
def retrieve_event(call: Call, event_id: str) -> Object:
    return _with_pending(call, retrieve(call, "event", event_id))


def _with_pending(call: Call, event: Object) -> Object:
    rows = call.fake.store.run(
        "SELECT count(*) FROM delivery WHERE event = ? AND status != 'delivered'", event["id"]
    )
    return {**event, "pending_webhooks": rows[0][0]}
