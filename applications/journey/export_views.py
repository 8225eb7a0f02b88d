"""The pipeline's list as a file."""

from django.contrib import messages
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.http import SignedInRequest

from . import export, pipeline
from .officer_views import officers_only

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@officers_only
def as_csv(request: SignedInRequest) -> StreamingHttpResponse:
    form = pipeline.FilterForm(request.user, request.GET)
    export.write_down(form, kind="csv", by=request.user)
    name = f'attachment; filename="{_name()}.csv"'
    return StreamingHttpResponse(
        export.as_csv(form), content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": name, "Cache-Control": "private, no-store"},
    )  # fmt: skip


@require_safe
@officers_only
def as_sheet(request: SignedInRequest) -> HttpResponse | FileResponse:
    form = pipeline.FilterForm(request.user, request.GET)
    try:
        file = export.as_sheet(form)
    except export.TooLong:
        most = {"most": export.SHEET_ROWS}
        messages.error(
            request, _("A sheet takes at most %(most)s rows. Take the CSV, or choose fewer.") % most
        )
        return redirect(reverse("pipeline:index") + (pipeline.address(form) or "?"))
    export.write_down(form, kind="xlsx", by=request.user)
    return FileResponse(
        file, as_attachment=True, filename=f"{_name()}.xlsx", content_type=SHEET,
        headers={"Cache-Control": "private, no-store"},
    )  # fmt: skip


def _name() -> str:
    return f"applications-{timezone.localdate():%Y-%m-%d}"
