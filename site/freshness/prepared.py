"""Reads that are put into SQL once, and then asked again with other values.

To build a query and put it into SQL costs Django more than PostgreSQL needs to answer it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from threading import local
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from database import planned

from .together import answered, answers_of, joined


@dataclass(frozen=True)
class Words:
    """A queryset in SQL. `places` says which parameter is which of the values."""

    queryset: QuerySet
    compiler: Any
    sql: str
    parameters: tuple
    places: dict[int, int]

    def given(self, values: tuple) -> list:
        parameters = list(self.parameters)
        for place, number in self.places.items():
            parameters[place] = values[number]
        return parameters


class Prepared:
    """Call it with the values: the rows of each queryset, all in one trip to the database.

    `build` makes the querysets from values. It is called once in each thread, with `stand_ins` of
    the same types that are nowhere else in the SQL; so it may pass values on, and not look at them.
    Nothing else that the SQL says may change while the process lives, as the day would.
    """

    def __init__(self, build: Callable[..., tuple[QuerySet, ...]], *stand_ins: int | str) -> None:
        self._build = build
        self._stand_ins = stand_ins
        self._of_thread = local()

    def __call__(self, *values: int | str) -> list[list]:
        words, asked = self._words()
        given = [one for each in words for one in each.given(values)]
        with planned() as cursor:
            answers = answers_of(cursor, len(words), asked, given)
        found = []
        for each, rows in zip(words, answers, strict=True):
            queryset = each.queryset.all()
            with answered(queryset, each.compiler, rows):
                found.append(list(queryset))
        return found

    def _words(self) -> tuple[list[Words], str]:
        """A compiler belongs to the connection of its thread."""
        if not hasattr(self._of_thread, "words"):
            words = [self._put(each) for each in self._build(*self._stand_ins)]
            self._of_thread.words = words, joined([each.sql for each in words])
        return self._of_thread.words

    def _put(self, queryset: QuerySet) -> Words:
        compiler = queryset.query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        converters = compiler.get_converters([column for column, *_named in compiler.select])
        compiler.get_converters = lambda _columns: converters
        places = {
            place: self._stand_ins.index(one)
            for place, one in enumerate(parameters)
            if one in self._stand_ins
        }
        return Words(queryset, compiler, sql, parameters, places)
