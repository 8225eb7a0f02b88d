"""The courier: pays out what is due and delivers signed webhooks until they are accepted."""

from __future__ import annotations

import hashlib
import hmac
import http.client
import sqlite3
import threading
import time
from contextlib import closing
from urllib.parse import urlsplit

from . import ledger
from .fake import Fake

MAX_ATTEMPTS = 16
MAX_WAIT = 60 * 60.0
IDLE = 60.0
TIMEOUT = 10.0


def signature(body: str, secret: str, at: int) -> str:
    """The Stripe-Signature header for a body sent at a Unix time."""
    digest = hmac.new(secret.encode(), f"{at}.{body}".encode(), hashlib.sha256).hexdigest()
    return f"t={at},v1={digest}"


def send(url: str, body: str, secret: str) -> str:
    """Send once. Returns ``delivered`` for any 2xx; a redirect is a failure, as at Stripe."""
    parts = urlsplit(url)
    connect = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "Stripe-Signature": signature(body, secret, int(time.time())),
        "User-Agent": "Stripe/1.0 (fake)",
    }
    try:
        with closing(connect(parts.netloc, timeout=TIMEOUT)) as connection:
            connection.request("POST", parts.path or "/", body.encode(), headers)
            status = connection.getresponse().status
    except (OSError, http.client.HTTPException) as error:
        return f"no answer: {type(error).__name__}"
    return "delivered" if 200 <= status < 300 else f"refused: {status}"


class Courier(threading.Thread):
    def __init__(self, fake: Fake) -> None:
        super().__init__(name="stripe-fake-courier", daemon=True)
        self._fake = fake
        self._stopped = False

    def stop(self) -> None:
        self._stopped = True
        self._fake.wake()
        self.join()

    def run(self) -> None:
        while not self._stopped:
            self._fake.awake.clear()
            for due in self._fake.store.run("SELECT * FROM payout_due WHERE due <= ?", time.time()):
                ledger.pay_out(self._fake, due["account"], due["currency"])
            for delivery in self._due():
                if self._stopped:
                    return
                self._deliver(delivery)
            self._fake.awake.wait(self._until_next())

    def _due(self) -> list[sqlite3.Row]:
        settings, store = self._fake.settings, self._fake.store
        if settings.paused or not settings.webhook_url:
            return []
        waiting = "SELECT * FROM delivery WHERE status != 'delivered' AND attempts < ?"
        due = store.run(f"{waiting} AND due <= ? ORDER BY seq", MAX_ATTEMPTS, time.time())
        if due and settings.reorder:
            return store.run(f"{waiting} AND attempts = 0 ORDER BY seq DESC", MAX_ATTEMPTS) or due
        return due

    def _deliver(self, delivery: sqlite3.Row) -> None:
        settings, attempts = self._fake.settings, delivery["attempts"] + 1
        status = send(settings.webhook_url, delivery["body"], settings.webhook_secret)
        wait = min(settings.webhook_retry * 2 ** (attempts - 1), MAX_WAIT)
        self._fake.store.run(
            "UPDATE delivery SET status = ?, attempts = ?, due = ? WHERE seq = ?",
            status, attempts, time.time() + wait, delivery["seq"],
        )  # fmt: skip

    def _until_next(self) -> float:
        asleep = self._fake.settings.paused or not self._fake.settings.webhook_url
        rows = self._fake.store.run(
            "SELECT min(due) FROM (SELECT due FROM payout_due UNION ALL SELECT due FROM delivery"
            " WHERE status != 'delivered' AND attempts < ? AND NOT ?)",
            MAX_ATTEMPTS, asleep,
        )  # fmt: skip
        due = rows[0][0]
        return IDLE if due is None else max(0.0, min(due - time.time(), IDLE))
