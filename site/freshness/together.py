"""Small reads that one page needs, in one trip to the database.

A page is made of many small lists: a menu, a programme's cities, the figures. Asked one by one,
the trips cost more than the rows.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.models import Aggregate, QuerySet, Value
from django.db.models.sql.compiler import SQLCompiler
from psycopg.abc import Buffer
from psycopg.adapt import Loader
from psycopg.pq import Format


class JsonAsText(Loader):
    """Django reads JSON itself; before its words PostgreSQL sends one byte with a version."""

    format = Format.BINARY

    def load(self, data: Buffer) -> str:
        return bytes(data)[1:].decode()


def together(*querysets: QuerySet, using: str = "default") -> None:
    """Evaluate `querysets` by one query, whatever they select; what they prefetch comes after.

    For short lists: all rows are in memory twice for a moment. One that was evaluated before stays
    as it is.
    """
    asked = [(each, each.query.get_compiler(using)) for each in querysets if _is_open(each)]
    reads = [_sql(compiler) for _queryset, compiler in asked]
    answers = rows_of_each([read for read in reads if read], using)
    for (queryset, compiler), read in zip(asked, reads, strict=True):
        with answered(queryset, compiler, next(answers) if read else []):
            len(queryset)


def counted(records: QuerySet, **numbers: Aggregate) -> QuerySet:
    """As `aggregate()`, to be asked together with others: one row of `numbers`.

    A constant to group by is nothing to group by: the row is there when no record is.
    """
    everything = records.select_related(None).prefetch_related(None).order_by()
    return everything.values(all=Value(1)).annotate(**numbers).values_list(*numbers)


def _is_open(queryset: QuerySet) -> bool:
    return queryset._result_cache is None  # type: ignore[attr-defined]  # Django has it


def _sql(compiler: SQLCompiler) -> tuple[str, Sequence] | None:
    """None for a queryset that can't have rows, as `none()`."""
    try:
        return compiler.as_sql()
    except EmptyResultSet:
        return None


def rows_of_each(
    reads: list[tuple[str, Sequence]], using: str = "default"
) -> Iterator[list[tuple]]:
    """The rows of each of several reads, SQL with its values, by one query."""
    if not reads:
        return iter(())
    given = [one for _sql, every in reads for one in every]
    with connections[using].cursor() as cursor:
        asked = cursor.cursor.mogrify(joined([sql for sql, _given in reads]), given)
        cursor.cursor = ServerBindingCursor(cursor.connection)  # type: ignore[call-arg]  # psycopg has it
        return answers_of(cursor, len(reads), asked)


def joined(reads: Sequence[str]) -> str:
    """Each of several reads becomes one value, an array of its rows: in rows that are packed by
    PostgreSQL, what is named twice needs no name."""
    if len(reads) == 1:
        return reads[0]
    arrays = (f"ARRAY(SELECT ROW(each.*) FROM ({sql}) AS each)" for sql in reads)  # noqa: S608 compiled by Django
    return f"SELECT {', '.join(arrays)}"


def answers_of(
    cursor: Any, reads: int, asked: str, given: Sequence | None = None
) -> Iterator[list[tuple]]:
    """The rows of each of the `reads` that are joined in `asked`; packed as binary they keep their
    types."""
    if reads == 1:
        cursor.execute(asked, given)
        return iter([cursor.fetchall()])
    cursor.cursor.format = Format.BINARY
    cursor.cursor.adapters.register_loader("jsonb", JsonAsText)
    cursor.execute(asked, given)
    return iter(cursor.fetchone())


@contextmanager
def answered(queryset: QuerySet, compiler: Any, rows: list[tuple]) -> Iterator[None]:
    """Inside, the queryset's question to the database has its answer already."""
    compiler.execute_sql = lambda *_how, **_named: [rows]
    queryset.query.get_compiler = lambda *_how, **_named: compiler  # type: ignore[method-assign]
    try:
        yield
    finally:
        del queryset.query.get_compiler  # type: ignore[method-assign]  # copies would keep it
