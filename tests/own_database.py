"""A database of one's own for tests that commit for real: a copy of the migrated test database.

`django_db(transaction=True)` empties every table afterwards, also what migrations put there. A copy
is made in half a second, may be filled and left full, and is dropped in the end.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.cache import caches
from django.db import connection, connections


@contextmanager
def own_database(name: str) -> Iterator[None]:
    """Point Django at a copy for the length of the block. Ask `django_db_setup` for it before.

    Copies count from the same number on, so what the process keeps by number is forgotten first.
    """
    caches["renditions"].clear()
    settings = connection.settings_dict
    original, copy = settings["NAME"], f"{settings['NAME']}_{name}"
    connections.close_all()
    _run(f'DROP DATABASE IF EXISTS "{copy}" WITH (FORCE)')
    _run(f'CREATE DATABASE "{copy}" TEMPLATE "{original}"')
    settings["NAME"] = copy
    try:
        yield
    finally:
        connections.close_all()
        settings["NAME"] = original
        _run(f'DROP DATABASE "{copy}" WITH (FORCE)')


def _run(sql: str) -> None:
    """On the server's own database, since none can be copied or dropped from inside."""
    with connection._nodb_cursor() as cursor:
        cursor.execute(sql)
