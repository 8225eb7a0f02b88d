"""One thread in each web process hears what changed, wherever it was changed."""

import os
from contextlib import suppress
from threading import Event, Lock, Thread
from time import monotonic
from uuid import uuid4

import psycopg
import structlog
from django.db import connections

from .changes import CHANNEL
from .memory import Memory, memory

BEAT = 2.0
"""Seconds between two proofs that announcements arrive."""
PATIENCE = 6.0
"""Seconds that one proof is good for; then nothing kept is served until there is another."""
AGAIN = 0.5
"""Seconds before a lost connection is tried again."""
NAME = "seedbed-listener"
"""What PostgreSQL calls the connection in pg_stat_activity."""
log = structlog.get_logger(__name__)


class Listener(Thread):
    """Keeps `memory` true. Every beat sends itself an announcement through PostgreSQL: only when
    it comes back is the memory trusted a little longer. So neither a dead connection nor a pooler
    that swallows LISTEN can leave an old page standing."""

    def __init__(self, memory: Memory) -> None:
        super().__init__(name="freshness", daemon=True)
        self._memory = memory
        self._stopped = Event()
        self._own = f"{CHANNEL}_{uuid4().hex}"

    def stop(self) -> None:
        self._stopped.set()
        self.join(timeout=PATIENCE)

    def run(self) -> None:
        while not self._stopped.is_set():
            try:
                self._listen()
            except Exception as broken:
                # Whatever went wrong, the way out is the same: forget, and begin again.
                log.warning("freshness.lost", error=type(broken).__name__)
            finally:
                self._memory.lose()
            self._stopped.wait(AGAIN)

    def _listen(self) -> None:
        with _connect() as connection:
            connection.execute(f"LISTEN {CHANNEL}")
            connection.execute(f"LISTEN {self._own}")
            self._memory.empty()
            while not self._stopped.is_set():
                self._beat(connection)

    def _beat(self, connection: psycopg.Connection) -> None:
        sent = monotonic()
        connection.execute("SELECT pg_notify(%s, '')", [self._own])
        for heard in connection.notifies(timeout=BEAT):
            if heard.channel == self._own:
                self._memory.trust(sent + PATIENCE)
            else:
                self._memory.forget(heard.payload.split())
            if self._stopped.is_set():
                return


def _connect() -> psycopg.Connection:
    """A connection of our own to the site's database; it notices within seconds that it is dead."""
    wrapper = connections.create_connection("default")
    parameters = wrapper.get_connection_params() | {
        "application_name": NAME,
        "connect_timeout": 5,
        "keepalives_idle": 5,
        "keepalives_interval": 2,
        "keepalives_count": 2,
        "tcp_user_timeout": int(PATIENCE * 1000),
    }
    connection = wrapper.get_new_connection(parameters)
    connection.autocommit = True
    return connection


_lock = Lock()
_running: tuple[int, Listener] | None = None


def listen() -> None:
    """Make sure that this very process listens: a thread does not survive a server's fork."""
    global _running
    if _running and _running[0] == os.getpid() and _running[1].is_alive():
        return
    with _lock:
        if _running is None or _running[0] != os.getpid() or not _running[1].is_alive():
            memory.lose()
            listener = Listener(memory)
            listener.start()
            _running = (os.getpid(), listener)


def stop() -> None:
    """For tests and clean ends: stop hearing, and serve nothing kept."""
    global _running
    with _lock, suppress(TypeError):
        if _running and _running[0] == os.getpid():
            _running[1].stop()
        _running = None
