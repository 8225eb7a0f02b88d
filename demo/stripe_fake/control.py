"""The ``/_fake/`` addresses, in JSON: what tests and the demo set and read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import ledger
from .errors import StripeError
from .fake import Failure, Fake
from .wire import Params, Response, json_response

WEBHOOK_SETTINGS = {
    "url": "webhook_url", "secret": "webhook_secret", "retry": "webhook_retry",
    "duplicate": "duplicate", "reorder": "reorder", "paused": "paused",
}  # fmt: skip
KINDS = ("account", "transfer", "transfer_reversal", "payout", "event")


def state(fake: Fake) -> dict[str, Any]:
    """Counts of everything, balances, and each webhook with its attempts and last status."""
    deliveries = fake.store.run("SELECT event, type, attempts, status FROM delivery ORDER BY seq")
    return {
        "counts": {kind: fake.store.count(kind) for kind in KINDS},
        "balances": fake.store.balances(),
        "payouts_due": len(fake.store.run("SELECT 1 FROM payout_due")),
        "keys": len(fake.store.run("SELECT 1 FROM answer")),
        "deliveries": [dict(row) for row in deliveries],
    }


def fail(fake: Fake, given: Params) -> None:
    fake.fail_next(Failure(**{"path": "/v1/transfers", **given}))


def set_balance(fake: Fake, given: Params) -> None:
    ledger.set_platform_balance(fake, given["currency"], given["amount"])


def set_webhooks(fake: Fake, given: Params) -> None:
    """Change only what is given, then let waiting events go."""
    for name, value in given.items():
        setattr(fake.settings, WEBHOOK_SETTINGS[name], value)
    fake.wake()


COMMANDS: dict[str, Callable[[Fake, Params], None]] = {
    "/_fake/failures": fail,
    "/_fake/reset": lambda fake, given: fake.reset(),
    "/_fake/forget-keys": lambda fake, given: fake.keys.forget(),
    "/_fake/balance": set_balance,
    "/_fake/webhooks": set_webhooks,
}


def command(fake: Fake, path: str, given: Params) -> Response:
    if path not in COMMANDS:
        raise StripeError(f"No such address: {path}", status=404)
    try:
        COMMANDS[path](fake, given)
    except (KeyError, TypeError) as error:
        raise StripeError(f"Missing or unknown setting: {error}") from error
    return json_response(state(fake))
