"""Databases of one's own for tests that commit for real: copies of the migrated test database.

`django_db(transaction=True)` empties every table afterwards, also what migrations put there. A copy
is made in half a second, may be filled and left full, and is dropped in the end.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.cache import caches
from django.db import connection, connections


def copy_database(original: str, copy: str) -> None:
    """Make `copy` anew from `original`, which nobody may be connected to."""
    drop_database(copy)
    _run(f'CREATE DATABASE "{copy}" TEMPLATE "{original}"')


def drop_database(name: str) -> None:
    """Whoever is still connected is thrown out."""
    _run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@contextmanager
def pointed_at(name: str) -> Iterator[None]:
    """Django talks to another database for the length of the block.

    Copies count from the same number on, so what the process keeps by number is forgotten.
    """
    before = connection.settings_dict["NAME"]
    _point_at(name)
    try:
        yield
    finally:
        _point_at(before)


def _point_at(name: str) -> None:
    from applications.journey import questions

    caches["renditions"].clear()
    for kept in (questions._kept, questions._kept_sets, questions._kept_keys):
        kept.clear()
    connections.close_all()
    connection.settings_dict["NAME"] = name


@contextmanager
def a_copy(name: str, *, of: str = "") -> Iterator[str]:
    """Yields the whole name of a copy of the present database, or of another one."""
    present = connection.settings_dict["NAME"]
    connections.close_all()
    copy_database(of or present, f"{present}_{name}")
    try:
        yield f"{present}_{name}"
    finally:
        drop_database(f"{present}_{name}")


@contextmanager
def own_database(name: str, *, of: str = "") -> Iterator[None]:
    """Point Django at a copy for the length of the block. Ask `django_db_setup` for it before."""
    with a_copy(name, of=of) as copy, pointed_at(copy):
        yield


@contextmanager
def migrated_once(run: Path, *, keep: bool) -> Iterator[bool]:
    """The first process of a run makes its test database in the block, while the others wait to
    copy it: the migrations take most of a minute. Yields whether a database is there to keep."""
    name, made = connection.creation._get_test_db_name(), run / "migrated"
    with (run / "migrated.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if made.exists() and not (keep and _exists(name)):
            copy_database(made.read_text(), name)
            keep = True
        yield keep
        if "PYTEST_XDIST_WORKER" in os.environ and not made.exists():
            connections.close_all()
            copy_database(name, f"{name}_migrated")
            made.write_text(f"{name}_migrated")


def _exists(name: str) -> bool:
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT FROM pg_database WHERE datname = %s", [name])
        return cursor.fetchone() is not None


def _run(sql: str) -> None:
    """On the server's own database, since none can be copied or dropped from inside."""
    with connection._nodb_cursor() as cursor:
        cursor.execute(sql)
