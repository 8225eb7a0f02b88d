"""The figures that the public page shows, as a table for spreadsheets."""

import csv
from collections.abc import Iterator
from io import StringIO

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from files.tables import harmless
from mentoring.outcomes.cells import BY_CITY, BY_STRAND, BY_YEAR
from programmes.models import Programme

from .models import ImpactPage
from .statements import public_figures


@require_safe
def figures_csv(request: HttpRequest, code: str) -> HttpResponse:
    """Exactly what the page shows, hidden numbers hidden; 404 without a public page of figures."""
    programme = get_object_or_404(
        Programme, code=code, pk__in=ImpactPage.objects.live().values("programme")
    )
    # The mark in front lets spreadsheets know that this is UTF-8.
    headers = {"Content-Disposition": f'attachment; filename="{programme.code}-figures.csv"'}
    text = "\ufeff" + _table(programme)
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)


def _table(programme: Programme) -> str:
    text = StringIO()
    rows = csv.writer(text)
    rows.writerow(
        [_("What"), _("City"), _("Number"), _("Target"), _("Day"), _("Source"),
         _("Kind of project"), _("Year of applying")]
    )  # fmt: skip
    for cells in (*_figures(programme), *_counted(programme)):
        rows.writerow(map(harmless, cells))
    return text.getvalue()


def _figures(programme: Programme) -> Iterator[list[object]]:
    for each in public_figures(programme):
        yield [each.label, "", each.display, each.target, each.as_of, each.source, "", ""]


def _counted(programme: Programme) -> Iterator[list[object]]:
    """Each cell of each table; the name of its city, kind or year stands in a column of its own."""
    today, records = timezone.localdate(), _("Our own records")
    for place, breakdown in enumerate((BY_CITY, BY_STRAND, BY_YEAR)):
        table = breakdown.of(programme)
        if len(table.rows) < 2:
            continue
        for row in table.rows:
            of = ["", "", ""]
            of[place] = row.label
            for label, cell in zip(table.columns, row.cells, strict=True):
                yield [label, of[0], cell, "", today, records, *of[1:]]
