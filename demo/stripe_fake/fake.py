"""The fake itself: settings, failures on demand, and the way of one API call."""

from __future__ import annotations

import re
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from . import accounts, ledger, reading, routing, transfers
from .errors import StripeError, insufficient, server_error
from .idempotency import Keys
from .store import Store
from .wire import Request, Response, json_response

ENDPOINTS = (accounts, transfers, reading)  # importing them registers their addresses
FAILURES: dict[str, str] = {
    "balance_insufficient": "refused for lack of funds; the key remembers it",
    "card_declined": "refused with a card error (402); the key remembers it",
    "rate_limited": "429 before any work; the key remembers nothing",
    "error_500": "500 without doing the work; the key remembers the 500",
    "error_500_after_work": "500 after doing the work; the key remembers the 500",
    "close_before_work": "connection closed, nothing done",
    "close_after_work": "connection closed after doing the work; the key remembers the answer",
    "slow": "answers after `seconds`",
    "payout_failed": "the next automatic payout fails at the bank",
}


@dataclass
class Settings:
    """How the fake behaves. Durations in seconds, amounts in minor units."""

    webhook_url: str = ""
    webhook_secret: str = "whsec_fake"
    webhook_retry: float = 1.0  # wait before the second attempt; doubles each time
    duplicate: int = 0  # further copies of every event
    reorder: bool = False  # newest events first
    paused: bool = False  # events wait
    payout_delay: float = 2.0
    country: str = "IE"
    balance: dict[str, int] = field(default_factory=lambda: {"eur": 50_000_000})


@dataclass
class Failure:
    kind: str
    path: str
    times: int = 1
    seconds: float = 0


class Fake:
    def __init__(self, store: Store, settings: Settings, url: str) -> None:
        self.store, self.settings, self.url = store, settings, url
        self.keys = Keys(store)
        self.awake = threading.Event()
        self._failures: list[Failure] = []
        self._lock = threading.Lock()
        if not store.count("balance_transaction"):
            self._open()

    def _open(self) -> None:
        for currency, amount in self.settings.balance.items():
            ledger.set_platform_balance(self, currency, amount)

    def wake(self) -> None:
        """Tell the courier that there is something to do."""
        self.awake.set()

    def reset(self) -> None:
        """Forget everything but the settings; the opening balance is back."""
        with self._lock:
            self._failures.clear()
        with self.store.transaction():
            self.store.clear()
            self._open()

    def fail_next(self, failure: Failure) -> None:
        if failure.kind not in FAILURES:
            raise StripeError(
                f"Unknown failure: {failure.kind}. Known: {', '.join(FAILURES)}", param="kind"
            )
        if failure.kind == "payout_failed":
            failure.path = "payout"
        with self._lock:
            self._failures.append(failure)

    def take_failure(self, path: str) -> Failure | None:
        with self._lock:
            failure = next((known for known in self._failures if known.path == path), None)
            if failure:
                failure.times -= 1
                if failure.times < 1:
                    self._failures.remove(failure)
            return failure

    def answer(self, request: Request) -> Response | None:
        """Answer one call to the API. None means: close the connection without a word."""
        request_id = f"req_fake{secrets.token_hex(7)}"
        failure = self.take_failure(request.path) if request.method == "POST" else None
        kind = failure.kind if failure else ""
        if kind == "close_before_work":
            return None
        try:
            response = self._call(request, request_id, failure)
        except StripeError as error:
            response = json_response(error.body, error.status)
        if kind == "close_after_work":
            return None
        response.headers.update({"Request-Id": request_id, "Stripe-Version": ledger.API_VERSION})
        if response.status >= 500:
            response.headers["Stripe-Should-Retry"] = "false"
        return response

    def _call(self, request: Request, request_id: str, failure: Failure | None) -> Response:
        _authenticate(request)
        account = request.headers.get("Stripe-Account", "")
        if account and request.method == "POST":
            raise StripeError("This fake takes Stripe-Account only when it is read from.")
        if account and not self.store.get("account", account):
            raise StripeError(
                f"The provided key does not have access to account '{account}'.",
                status=403,
                code="account_invalid",
            )
        key = request.headers.get("Idempotency-Key") if request.method == "POST" else None
        endpoint, ids = routing.find(request.method, request.path)
        call = routing.Call(self, request.params(), account, ledger.Cause(request_id, key))

        def work(save: Callable[[Response], None]) -> Response:
            return self._work(lambda: endpoint(call, *ids), failure, save)

        return self.keys.once(key, request, work) if key else work(lambda answer: None)

    def _work(
        self,
        endpoint: Callable[[], object],
        failure: Failure | None,
        save: Callable[[Response], None],
    ) -> Response:
        """Do the work and save its answer, both or neither."""
        kind = failure.kind if failure else ""
        if failure and kind == "slow":
            time.sleep(failure.seconds)
        try:
            with self.store.transaction():
                _fail_before(kind)
                response = json_response(endpoint())
                if kind == "error_500_after_work":
                    response = json_response(server_error().body, 500)
                save(response)
                return response
        except StripeError as error:
            if error.saved:
                save(json_response(error.body, error.status))
            raise


def _authenticate(request: Request) -> None:
    """Only test keys: a live key sent here by mistake is refused before anything is read."""
    given = request.headers.get("Authorization", "")
    if not re.fullmatch(r"Bearer (sk|rk)_test_\w+", given):
        message = "Invalid API Key provided." if given else "You did not provide an API key."
        raise StripeError(f"{message} This fake takes keys that start with sk_test_.", status=401)


def _fail_before(kind: str) -> None:
    if kind == "balance_insufficient":
        raise insufficient("You have insufficient available funds in your Stripe account.")
    if kind == "card_declined":
        raise StripeError(
            "Your card was declined.",
            status=402,
            kind="card_error",
            code="card_declined",
            saved=True,
        )
    if kind == "rate_limited":
        raise StripeError("Too many requests.", status=429, code="rate_limit")
    if kind == "error_500":
        raise server_error()
