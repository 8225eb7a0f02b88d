"""Start the fake in a thread, for tests."""

from __future__ import annotations

import http.client
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from urllib.request import urlopen

from .fake import Settings
from .server import Server

if TYPE_CHECKING:
    from stripe._base_address import BaseAddresses

KEY = "sk_test_fake"


class RunningFake:
    """A handle on a running fake; each method asks it over HTTP."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.api_key = KEY
        self.base_addresses: BaseAddresses = {"api": url}

    def _post(self, path: str, /, **given: Any) -> dict[str, Any]:
        return self._read(path, json.dumps(given).encode())

    def _read(self, path: str, body: bytes | None = None) -> dict[str, Any]:
        with urlopen(self.url + path, body, timeout=10) as answer:  # noqa: S310 (our own address)
            state: dict[str, Any] = json.load(answer)
            return state

    def state(self) -> dict[str, Any]:
        return self._read("/_fake/state")

    def reset(self) -> None:
        self._post("/_fake/reset")

    def fail_next(self, kind: str, **options: Any) -> None:
        """Make the next call fail. Options: ``times``, ``path``, ``seconds`` (of ``slow``)."""
        self._post("/_fake/failures", kind=kind, **options)

    def forget_keys(self) -> None:
        """Let 24 hours pass for idempotency keys."""
        self._post("/_fake/forget-keys")

    def set_balance(self, amount: int, currency: str = "eur") -> None:
        self._post("/_fake/balance", currency=currency, amount=amount)

    def webhooks(self, **options: Any) -> None:
        """Options: ``url``, ``secret``, ``retry`` (s), ``duplicate``, ``reorder``, ``paused``."""
        self._post("/_fake/webhooks", **options)

    def finish_onboarding(self, link: str) -> None:
        """Press Finish on the hosted form, without following the way back."""
        parts = urlsplit(link)
        connection = http.client.HTTPConnection(parts.netloc, timeout=10)
        connection.request("POST", parts.path, "do=finish")
        status = connection.getresponse().status
        connection.close()
        if status != 303:
            raise RuntimeError(f"onboarding answered {status}")

    def settle(self, timeout: float = 5.0) -> dict[str, Any]:
        """Wait until every payout is made and every webhook accepted; returns the state."""
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            state = self.state()
            waiting = [item for item in state["deliveries"] if item["status"] != "delivered"]
            if not waiting and not state["payouts_due"]:
                return state
            time.sleep(0.02)
        raise TimeoutError(f"not settled after {timeout} s: {self.state()}")


@contextmanager
def running_fake(
    *, port: int = 0, state: str = ":memory:", **settings: Any
) -> Iterator[RunningFake]:
    """Run a fake on a free port until the block ends. ``settings`` are fields of ``Settings``."""
    chosen = Settings(**{"payout_delay": 0.0, "webhook_retry": 0.05, **settings})
    server = Server(chosen, port=port, state=state)
    server.start()
    try:
        yield RunningFake(server.url)
    finally:
        server.stop()
