"""The team's screens: the files of a resource in every language, and how often they are fetched."""

import csv
from datetime import date
from io import StringIO

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin.views import generic

from accounts.http import SignedInRequest
from files.tables import harmless

from . import actions, alternatives, counting
from .forms import CopyForm, PublishForm
from .models import Copy, Resource, Version
from .refusals import Refused


def _need_keeper(request: SignedInRequest) -> None:
    if not request.user.has_perm("resources.keep"):
        raise PermissionDenied


def _copies(version: Version) -> list[dict[str, object]]:
    return [
        {
            "copy": copy,
            "language": get_language_info(copy.language),
            "missing": alternatives.missing(copy),
        }
        for copy in version.copies.all()
    ]


@require_safe
def files(request: SignedInRequest, pk: int) -> HttpResponse:
    """Every version with its languages, newest first; what each still lacks."""
    _need_keeper(request)
    resource = get_object_or_404(Resource, pk=pk)
    versions = list(resource.versions.prefetch_related("copies"))
    context = {
        "title": str(resource),
        "resource": resource,
        "versions": [{"version": each, "copies": _copies(each)} for each in versions],
        "has_draft": any(each.published_at is None for each in versions),
        "publish_form": PublishForm(),
        "counts": counting.by_month(resource=resource)[:60],
    }
    return render(request, "resources/admin/files.html", context)


@require_POST
def begin(request: SignedInRequest, pk: int) -> HttpResponse:
    _need_keeper(request)
    actions.begin_version(get_object_or_404(Resource, pk=pk), by=request.user)
    return redirect("resource_files", pk)


@require_http_methods(["GET", "POST"])
def put(request: SignedInRequest, pk: int, language: str = "") -> HttpResponse:
    """Add a language to a version, or change one of a draft."""
    _need_keeper(request)
    version = get_object_or_404(Version.objects.select_related("resource"), pk=pk)
    copy = version.copies.filter(language=language).first() if language else None
    form = CopyForm(request.POST or None, request.FILES or None, copy=copy)
    if form.is_valid() and _stored(request, version, form):
        return redirect("resource_files", version.resource_id)
    context = {"version": version, "copy": copy, "form": form, "title": str(version.resource)}
    return render(request, "resources/admin/put.html", context)


def _stored(request: SignedInRequest, version: Version, form: CopyForm) -> bool:
    """Whether it went well; else the form says why. What is missing is told, and no hindrance."""
    given = form.cleaned_data
    try:
        copy = actions.put_copy(
            version,
            language=given["language"],
            title=given["title"],
            upload=given["file"],
            text=given["text"],
            by=request.user,
        )
    except ValidationError as refused:
        form.add_error("file", refused)
        return False
    messages.success(request, _("Saved."))
    for sentence in alternatives.missing(copy):
        messages.warning(request, sentence)
    return True


@require_POST
def drop(request: SignedInRequest, pk: int) -> HttpResponse:
    _need_keeper(request)
    copy = get_object_or_404(Copy.objects.select_related("version__resource"), pk=pk)
    try:
        actions.drop_copy(copy, by=request.user)
        messages.success(request, _("Taken out."))
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect("resource_files", copy.version.resource_id)


@require_POST
def publish(request: SignedInRequest, pk: int) -> HttpResponse:
    _need_keeper(request)
    version = get_object_or_404(Version.objects.select_related("resource"), pk=pk)
    form = PublishForm(request.POST)
    if form.is_valid():
        try:
            actions.publish_version(version, by=request.user, **form.cleaned_data)
            messages.success(request, _("Published."))
        except Refused as refused:
            messages.error(request, refused.message)
    else:
        messages.error(request, _("Use fewer words to say what changed."))
    return redirect("resource_files", version.resource_id)


@require_POST
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    _need_keeper(request)
    version = get_object_or_404(Version.objects.select_related("resource"), pk=pk)
    try:
        actions.withdraw_version(version, by=request.user)
        messages.success(request, _("Withdrawn. Nobody can read this version any more."))
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect("resource_files", version.resource_id)


def _month(request: SignedInRequest) -> date:
    """The month asked for, `2026-11`, or else this one."""
    try:
        return date.fromisoformat(f"{request.GET.get('month', '')}-01")
    except ValueError:
        return timezone.localdate().replace(day=1)


@require_safe
def counts(request: SignedInRequest) -> HttpResponse:
    """How often each file was fetched in a month."""
    if not request.user.has_perm("resources.see_counts"):
        raise PermissionDenied
    month = _month(request)
    rows = counting.by_month(month=month)
    context = {"month": month, "rows": rows, "total": sum(row.number for row in rows)}
    return render(request, "resources/admin/counts.html", context)


@require_safe
def export(request: SignedInRequest) -> HttpResponse:
    """All months as a table for spreadsheets."""
    if not request.user.has_perm("resources.see_counts"):
        raise PermissionDenied
    headers = {"Content-Disposition": 'attachment; filename="downloads.csv"'}
    # The mark in front lets spreadsheets know that this is UTF-8.
    text = "\ufeff" + _table(counting.by_month())
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)


def _table(rows: list[counting.Row]) -> str:
    text = StringIO()
    lines = csv.writer(text)
    lines.writerow([_("Month"), _("Resource"), _("Version"), _("Language"), _("Downloads")])
    for row in rows:
        cells = [f"{row.month:%Y-%m}", row.resource, row.version, row.language, row.number]
        lines.writerow(map(harmless, cells))
    return text.getvalue()


class AddResource(generic.CreateView):
    def save_instance(self) -> Resource:
        return actions.keep(self.form.save(commit=False), by=self.request.user)


class ChangeResource(generic.EditView):
    def save_instance(self) -> Resource:
        return actions.keep(self.form.save(commit=False), by=self.request.user)
