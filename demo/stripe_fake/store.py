"""What the fake remembers, in one SQLite file or in memory, so that a restart loses nothing."""

from __future__ import annotations

import json
import secrets
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

Object = dict[str, Any]

SCHEMA = """
CREATE TABLE IF NOT EXISTS object (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT UNIQUE NOT NULL, kind TEXT NOT NULL,
    account TEXT NOT NULL,  -- the connected account it belongs to; '' is the platform
    parent TEXT,            -- a reversal's transfer, a balance transaction's payout
    body TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS object_kind ON object (kind, account, seq);
CREATE TABLE IF NOT EXISTS answer (
    key TEXT PRIMARY KEY, path TEXT NOT NULL, params TEXT NOT NULL,
    status INTEGER NOT NULL, body TEXT NOT NULL, saved_at REAL NOT NULL);
CREATE TABLE IF NOT EXISTS payout_due (
    account TEXT NOT NULL, currency TEXT NOT NULL, due REAL NOT NULL,
    PRIMARY KEY (account, currency));
CREATE TABLE IF NOT EXISTS delivery (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, event TEXT NOT NULL, type TEXT NOT NULL,
    body TEXT NOT NULL, due REAL NOT NULL, attempts INTEGER NOT NULL DEFAULT 0,
    status TEXT NOT NULL DEFAULT 'waiting');
"""
TABLES = ("object", "answer", "payout_due", "delivery")


class Store:
    """One connection shared by all threads, one at a time."""

    def __init__(self, path: str = ":memory:") -> None:
        if path != ":memory:":
            Path(path).parent.mkdir(parents=True, exist_ok=True)
        self._lock = threading.RLock()
        self._db = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._db.row_factory = sqlite3.Row
        self._db.executescript(SCHEMA)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing, and nobody else in between. May be nested: the outermost one commits."""
        with self._lock:
            if self._db.in_transaction:
                yield
                return
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def run(self, sql: str, *values: Any) -> list[sqlite3.Row]:
        with self._lock:
            return self._db.execute(sql, values).fetchall()

    def close(self) -> None:
        with self._lock:
            self._db.close()

    def clear(self) -> None:
        with self.transaction():
            for table in TABLES:
                self.run(f"DELETE FROM {table}")  # noqa: S608 (our own names)

    def add(
        self, kind: str, prefix: str, body: Object, *, account: str = "", parent: str = ""
    ) -> Object:
        """Keep a new object. Its id says ``fake``, so that nobody takes it for one of Stripe's."""
        whole = {
            "id": f"{prefix}_fake{secrets.token_hex(10)}",
            "object": kind,
            "created": int(time.time()),
            **body,
        }
        self.run(
            "INSERT INTO object (id, kind, account, parent, body) VALUES (?, ?, ?, ?, ?)",
            whole["id"], kind, account, parent or None, json.dumps(whole),
        )  # fmt: skip
        return whole

    def get(self, kind: str, object_id: str, account: str = "") -> Object | None:
        rows = self.run(
            "SELECT body FROM object WHERE kind = ? AND id = ? AND account = ?",
            kind,
            object_id,
            account,
        )
        return json.loads(rows[0]["body"]) if rows else None

    def put(self, body: Object) -> Object:
        self.run("UPDATE object SET body = ? WHERE id = ?", json.dumps(body), body["id"])
        return body

    def set_parent(self, object_id: str, parent: str) -> None:
        self.run("UPDATE object SET parent = ? WHERE id = ?", parent, object_id)

    def all(
        self, kind: str, account: str | None = None, *, parent: str | None = None, **fields: Any
    ) -> list[Object]:
        """Objects of one kind, newest first; of every account when ``account`` is None."""
        where, values = ["kind = ?"], [kind]
        for column, value in {"account": account, "parent": parent}.items():
            if value is not None:
                where.append(f"{column} = ?")
                values.append(value)
        for name, value in fields.items():
            where.append(f"json_extract(body, '$.{name}') = ?")
            values.append(value)
        rows = self.run(
            f"SELECT body FROM object WHERE {' AND '.join(where)} ORDER BY seq DESC",  # noqa: S608 (our own names)
            *values,
        )
        return [json.loads(row["body"]) for row in rows]

    def count(self, kind: str) -> int:
        return int(self.run("SELECT count(*) FROM object WHERE kind = ?", kind)[0][0])

    def balances(self, account: str = "") -> dict[str, int]:
        """The sum of the balance transactions, per currency, in minor units."""
        rows = self.run(
            "SELECT json_extract(body, '$.currency') AS currency,"
            " sum(json_extract(body, '$.net')) AS net"
            " FROM object WHERE kind = 'balance_transaction' AND account = ? GROUP BY 1 ORDER BY 1",
            account,
        )
        return {row["currency"]: row["net"] for row in rows}
