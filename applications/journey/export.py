"""The pipeline's list as a file: the same filter, order and columns as on the screen.

PostgreSQL writes the CSV itself (COPY) and it is passed on as it comes, so that memory stays flat
whatever the length. Text that a spreadsheet would take for a formula gets a ' before it, which
spreadsheets show as plain text (OWASP, CSV injection).
"""

import csv
import io
from collections.abc import Iterator
from decimal import Decimal
from tempfile import TemporaryFile
from typing import IO

from babel.numbers import get_currency_precision
from django.conf import settings
from django.db import connection, transaction
from django.db.models import Case, CharField, DecimalField, F, Func, QuerySet, Value, When
from django.db.models.functions import Coalesce, Concat
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

import audit.record
from accounts.models import User
from files.tables import LIKE_A_FORMULA, harmless
from programmes.models import Programme

from . import pipeline
from .paging import SORTS

CHUNK = 64 * 1024
SHEET_ROWS = 100_000
"""How many rows a spreadsheet file takes; a longer list is a CSV."""


class TooLong(Exception):
    """The list has more rows than a spreadsheet file takes."""


def heading() -> list[str]:
    return [
        _("Reference"), _("Application"), _("Applicant"), _("Call"), _("City"), _("Strand"),
        _("Asks for"), _("Currency"), _("Where it is"), _("Since"), _("Sent"), _("Who reads it"),
        _("Flag"),
    ]  # fmt: skip


def rows(form: pipeline.FilterForm) -> QuerySet:
    """What the list shows, one tuple a row, in the order of `heading`."""
    order = SORTS[form.order].order(back=False)
    listed = pipeline.in_state(form).annotate(asked=Coalesce("requested_minor", Value(0)))
    named = {kind: form.offered[kind] for kind in ("call", "city", "strand")}
    return listed.order_by(*order).values_list(
        F("reference"),
        _harmless(F("title")),
        _harmless(F("applicant__display_name")),
        _named("call", named["call"]),
        _named("city", named["city"]),
        _named("strand", named["strand"]),
        _amount(),
        F("call__programme__currency"),
        _named("state", [(state.value, str(state.label)) for state in pipeline.SHOWN_STATES]),
        _moment("state_since"),
        _moment("submitted_at"),
        _harmless(Coalesce("assigned_to__person__display_name", Value(""))),
        Case(When(flagged=True, then=Value(_("yes"))), default=Value("")),
    )


def _harmless(text) -> Case:
    """What `harmless` does, in the database."""
    field = CharField()
    looks = When(_Matches(text, Value(LIKE_A_FORMULA)), then=Concat(Value("'"), text))
    return Case(looks, default=text, output_field=field)


class _Matches(Func):
    arg_joiner = " ~ "
    template = "(%(expressions)s)"
    conditional = True


def _named(field: str, names: list) -> Case:
    """The name of what `field` points to; the reader's language is in `names` already."""
    known = [When(**{field: key}, then=Value(harmless(name))) for key, name in names]
    return Case(*known, default=Value(""), output_field=CharField())


def _amount() -> Case:
    """The amount asked in whole units of its currency."""
    currencies = Programme.objects.order_by().values_list("currency", flat=True).distinct()
    known = [
        When(call__programme__currency=each, then=F("requested_minor") * Value(_unit(each)))
        for each in currencies
    ]
    return Case(*known, output_field=DecimalField(max_digits=20, decimal_places=2))


def _unit(currency: str) -> Decimal:
    return Decimal(1).scaleb(-get_currency_precision(currency))


def _moment(field: str) -> Func:
    """A point in time as spreadsheets read it, by the site's clock."""
    return Func(
        Value(settings.TIME_ZONE),
        F(field),
        template="to_char(timezone(%(expressions)s), 'YYYY-MM-DD HH24:MI')",
        arg_joiner=", ",
        output_field=CharField(),
    )


@transaction.atomic
def write_down(form: pipeline.FilterForm, *, kind: str, by: User) -> None:
    """Write that `by` took the list away: with which filter, never with which words or names."""
    chosen = form.chosen | {"state": form.in_state, "words": bool(form.text)}
    audit.record.record("application.export", by.person, by=by, kind=kind, **chosen)


def as_csv(form: pipeline.FilterForm) -> Iterator[bytes]:
    """The file in pieces, with a mark at the start by which Excel knows that it is UTF-8."""
    top = io.StringIO()
    csv.writer(top).writerow(heading())
    yield b"\xef\xbb\xbf" + top.getvalue().encode()
    yield from copied(rows(form))


def copied(found: QuerySet) -> Iterator[bytes]:
    """The rows as PostgreSQL writes them, in pieces of about CHUNK bytes."""
    sql, params = found.query.sql_with_params()
    kept = bytearray()
    with (
        connection.cursor() as cursor,
        cursor.cursor.copy(f"COPY ({sql}) TO STDOUT (FORMAT csv)", params) as out,
    ):
        for row in out:
            kept += row
            if len(kept) >= CHUNK:
                yield bytes(kept)
                kept.clear()
    yield bytes(kept)


def as_sheet(form: pipeline.FilterForm) -> IO[bytes]:
    """An XLSX file, open at its start. Raises TooLong beyond SHEET_ROWS."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Applications"))
    sheet.freeze_panes = "A2"
    sheet.append(heading())
    for number, row in enumerate(rows(form)[: SHEET_ROWS + 1].iterator(chunk_size=2_000), start=1):
        if number > SHEET_ROWS:
            raise TooLong
        sheet.append([_plain(value) for value in row])
    file = TemporaryFile()  # noqa: SIM115, the response closes it
    book.save(file)
    file.seek(0)
    return file


def _plain(value: object) -> object:
    """Without the control characters that a sheet cannot hold."""
    return ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value
