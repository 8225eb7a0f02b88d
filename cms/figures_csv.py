"""The figures that the public page shows, as a table for spreadsheets."""

import csv
from io import StringIO

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mentoring.outcomes.cells import by_city
from mentoring.outcomes.export import harmless
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
    rows.writerow([_("What"), _("City"), _("Number"), _("Target"), _("Day"), _("Source")])
    for figure in public_figures(programme):
        cells = [figure.label, "", figure.display, figure.target, figure.as_of, figure.source]
        rows.writerow(map(harmless, cells))
    table, today = by_city(programme), timezone.localdate()
    for row in table.rows:
        for label, cell in zip(table.columns, row.cells, strict=True):
            rows.writerow(map(harmless, [label, row.city, cell, "", today, _("Our own records")]))
    return text.getvalue()
