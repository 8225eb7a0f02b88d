"""The pages of the pipeline: by key and not by offset, quick in every order.

An officer's calls are looked up one by one inside PostgreSQL, each along an index that has the
order already, and the first few of each are merged: no page reads more than a few rows a call,
however many applications there are and wherever in the table theirs stand.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BigIntegerField, F, Func, Lookup, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from applications.calls.models import Call

from .models import Application, ApplicationQuerySet

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PAGE = 25


@dataclass(frozen=True)
class Sort:
    """An order of the list: by `by`, then by key; `falling` shows the largest first."""

    label: "StrOrPromise"
    by: str
    falling: bool

    def order(self, back: bool) -> list[str]:
        sign = "-" if self.falling != back else ""
        return [f"{sign}pk"] if self.by == "pk" else [f"{sign}{self.by}", f"{sign}pk"]

    def beyond(self, key: str, back: bool) -> Q:
        """The rows that come after the one with this key; all of them when it is nonsense."""
        past = "lt" if self.falling != back else "gt"
        pk, _tilde, value = key.partition("~")
        if not pk.isdecimal():
            return Q()
        if self.by == "pk":
            return Q(**{f"pk__{past}": int(pk)})
        known = self._value(value)
        if known is None:
            return Q()
        # Said twice, so that the index is entered at the right place.
        return Q(**{f"{self.by}__{past}e": known}) & (
            Q(**{f"{self.by}__{past}": known}) | Q(**{f"pk__{past}": int(pk)})
        )

    def _value(self, written: str) -> int | datetime | None:
        try:
            return int(written) if self.by == "asked" else datetime.fromisoformat(written)
        except ValueError:
            return None

    def key(self, row: Application) -> str:
        if self.by == "pk":
            return str(row.pk)
        value = getattr(row, self.by)
        return f"{row.pk}~{value if isinstance(value, int) else value.isoformat()}"


SORTS = {
    "newest": Sort(_("Newest first"), "pk", falling=True),
    "longest": Sort(_("Waiting longest"), "state_since", falling=False),
    "most": Sort(_("Asks for most"), "asked", falling=True),
}


class AnyOf(Lookup):
    """`column = ANY(array)`: PostgreSQL makes the array first and looks its few rows up by key.

    With `IN (subquery)` it may join whole tables before it looks which rows are wanted.
    """

    def as_sql(self, compiler, connection):
        column, of_column = self.process_lhs(compiler, connection)
        array, of_array = compiler.compile(self.rhs)
        return f"{column} = ANY({array})", (*of_column, *of_array)


@dataclass(frozen=True)
class Page:
    """One page of the list, with the keys of its neighbours."""

    rows: list[Application]
    newer: str
    older: str


def page(
    found: ApplicationQuerySet, calls: list[int] | None, sort: Sort, before: str, after: str
) -> Page:
    """The first rows of `found`, or those past the row `before` or back from the row `after`.

    `calls` are all that `found` can be in, or None when it is narrow enough to be sorted whole.
    """
    back = bool(after)
    key = after or before
    rows = list(first(found, calls, sort, PAGE + 1, key=key, back=back))
    more, rows = len(rows) > PAGE, rows[:PAGE]
    if back:
        rows.reverse()
    newer = bool(rows) and (more if back else bool(before))
    older = bool(rows) and (back or more)
    return Page(rows, sort.key(rows[0]) if newer else "", sort.key(rows[-1]) if older else "")


def first(
    found: ApplicationQuerySet,
    calls: list[int] | None,
    sort: Sort,
    count: int,
    *,
    key: str = "",
    back: bool = False,
) -> ApplicationQuerySet:
    """The first `count` rows in this order, after `key` if one is given."""
    asked = Coalesce("requested_minor", Value(0))
    order = sort.order(back)
    narrow = found.annotate(asked=asked).filter(sort.beyond(key, back)).order_by(*order)
    hits = narrow.values("pk")[:count] if calls is None else _of_each(calls, narrow, count)
    rows = Application.objects.annotate(asked=asked).filter(AnyOf(F("pk"), ArraySubquery(hits)))
    return rows.with_desk().order_by(*order)[:count]


def _of_each(calls: list[int], narrow: ApplicationQuerySet, count: int) -> QuerySet:
    """The keys of the first `count` rows of each call."""
    of_one = ArraySubquery(narrow.filter(call=OuterRef("pk")).values("pk")[:count])
    each = Func(of_one, function="unnest", output_field=BigIntegerField())
    return Call.objects.filter(pk__in=calls).order_by().values(hit=each)
