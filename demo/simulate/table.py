"""Rows of one model into PostgreSQL by COPY, with what a plain `save()` would have filled in."""

import json
import uuid
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.db.models import Field, JSONField, Model

Given = dict[str, Any]


class Table:
    """Collects rows of one model and copies them in one go.

    A column that is not given takes the field's default. `clean()` and `save()` are not called:
    the database's own constraints and triggers are what holds.
    """

    def __init__(self, model: type[Model], *, with_id: bool = False) -> None:
        self.model = model
        self.fields = [
            field
            for field in model._meta.concrete_fields
            if (with_id or not field.primary_key) and not field.generated
        ]
        self.json = {field.attname for field in self.fields if isinstance(field, JSONField)}
        self.known = {field.attname for field in self.fields}
        self.defaults = [(field.attname, default_of(field)) for field in self.fields]
        self.rows: list[list[Any]] = []

    def add(self, **given: Any) -> None:
        """One row, by attribute names (`applicant_id`, not `applicant`). KeyError when unknown."""
        if unknown := given.keys() - self.known:
            raise KeyError(f"{self.model.__name__} has no {', '.join(sorted(unknown))}")
        for name in self.json & given.keys():
            given[name] = json.dumps(given[name])
        self.rows.append([given[name] if name in given else new() for name, new in self.defaults])

    def copy(self) -> int:
        """Send the rows to PostgreSQL inside the running transaction; return how many."""
        if self.rows:
            names = ", ".join(f'"{field.column}"' for field in self.fields)
            command = f'COPY "{self.model._meta.db_table}" ({names}) FROM STDIN'
            with connection.cursor() as cursor, cursor.copy(command) as out:
                for row in self.rows:
                    out.write_row(row)
        return len(self.rows)


def default_of(field: Field) -> Callable[[], Any]:
    """What makes the value of a column that nobody gave."""
    if field.default is uuid.uuid4:
        return uuid.uuid4
    value = field.get_default()
    if isinstance(field, JSONField) and value is not None:
        value = json.dumps(value)
    return lambda: value


def reserve_ids(model: type[Model], count: int) -> list[int]:
    """`count` primary keys that nobody else will get."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return [key for (key,) in cursor.fetchall()]
