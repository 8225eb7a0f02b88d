"""How the house asks PostgreSQL what it asks thousands of times a minute."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.backends.utils import CursorWrapper


@contextmanager
def planned() -> Iterator[CursorWrapper]:
    """A cursor whose statements PostgreSQL plans once for each connection, not each time.

    Django writes the values into the SQL; here they travel beside it, so that it stays the same
    word for word. For SQL that is written once: over a few tables, to plan it takes longer than to
    answer it. Whether statements are kept says `prepare_threshold` of the settings (base.py).
    """
    with connection.cursor() as cursor:
        cursor.cursor = ServerBindingCursor(cursor.connection)  # type: ignore[call-arg]  # psycopg has it
        yield cursor
