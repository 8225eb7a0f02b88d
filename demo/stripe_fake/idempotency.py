"""Idempotency keys as Stripe documents them.

The first outcome of a key is saved, failures and server errors too, and answered again for
24 hours; the same key with other parameters is refused, and so is a second call while the
first still runs. After 24 hours the key is forgotten, and would pay a second time.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable

from .errors import StripeError
from .store import Store
from .wire import Request, Response

REMEMBERED_SECONDS = 24 * 60 * 60
MAX_LENGTH = 255


class Keys:
    def __init__(self, store: Store) -> None:
        self._store = store
        self._running: set[str] = set()
        self._lock = threading.Lock()

    def once(
        self, key: str, request: Request, work: Callable[[Callable[[Response], None]], Response]
    ) -> Response:
        """Return the key's saved answer, or do the work, which saves its own answer."""
        if len(key) > MAX_LENGTH:
            raise StripeError("Idempotency keys may be up to 255 characters long.")
        name = f"{request.headers.get('Stripe-Account', '')} {key}"
        with self._lock:
            if saved := self._saved(name, key, request):
                return saved
            if name in self._running:
                raise StripeError(
                    "There is currently another in-progress request using this Idempotent Key"
                    f" (that probably means you submitted twice): {key}. Please try again later.",
                    status=409,
                    kind="idempotency_error",
                    code="idempotency_key_in_use",
                )
            self._running.add(name)
        try:
            return work(lambda answer: self._save(name, request, answer))
        finally:
            with self._lock:
                self._running.discard(name)

    def forget(self) -> None:
        """What 24 hours do."""
        self._store.run("DELETE FROM answer")

    def _saved(self, name: str, key: str, request: Request) -> Response | None:
        rows = self._store.run(
            "SELECT * FROM answer WHERE key = ? AND saved_at > ?",
            name,
            time.time() - REMEMBERED_SECONDS,
        )
        if not rows:
            return None
        if rows[0]["path"] != request.path:
            same = f"for the same endpoint they were first used for ('{rows[0]['path']}')"
        elif rows[0]["params"] != _params(request):
            same = "with the same parameters they were first used with"
        else:
            return Response(
                rows[0]["status"], rows[0]["body"], headers={"Idempotent-Replayed": "true"}
            )
        raise StripeError(
            f"Keys for idempotent requests can only be used {same}."
            f" Try using a key other than '{key}' if you meant to execute a different request.",
            kind="idempotency_error",
        )

    def _save(self, name: str, request: Request, answer: Response) -> None:
        self._store.run(
            "INSERT OR REPLACE INTO answer (key, path, params, status, body, saved_at)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            name, request.path, _params(request), answer.status, answer.body, time.time(),
        )  # fmt: skip


def _params(request: Request) -> str:
    return json.dumps(request.params(), sort_keys=True)
