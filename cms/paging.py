"""Keyset paging: as fast on the thousandth page as on the first."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from operator import attrgetter
from typing import Generic, TypeVar

from django.db.models import Model, Q, QuerySet

DAY = len("2026-01-31")
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Part(Generic[Row]):
    """One page of a list; `next_key` goes into the next page's address, empty at the end."""

    items: list[Row]
    next_key: str


def newest_first(queryset: QuerySet[Row], *, field: str, after: str, size: int) -> Part[Row]:
    """The `size` rows after the one that `after` names; `field` holds moments or days.

    A key that makes no sense starts afresh.
    """
    rows = queryset.order_by(f"-{field}", "-pk")
    if key := _read(after):
        moment, pk = key
        rows = rows.filter(Q(**{f"{field}__lt": moment}) | Q(**{field: moment, "pk__lt": pk}))
    items = list(rows[: size + 1])
    more = len(items) > size
    items = items[:size]
    return Part(items, _write(items[-1], field) if more else "")


def _write(row: Model, field: str) -> str:
    moment = attrgetter(field.replace("__", "."))(row)
    if not isinstance(moment, datetime):
        return f"{moment:%Y-%m-%d}~{row.pk}"
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}~{row.pk}"


def _read(key: str) -> tuple[date, int] | None:
    moment, _, pk = key.partition("~")
    try:
        read = date if len(moment) == DAY else datetime
        return read.fromisoformat(moment), int(pk)
    except ValueError:
        return None
