"""A programme's figures for its evaluator and officers: to read, not to change."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts.http import SignedInRequest
from accounts.models import User
from programmes.models import Programme
from programmes.scopes import scope_filter

from .export import as_csv
from .figures import figures_of, shown
from .models import Reading
from .rules import READERS


def programmes_read_by(user: User) -> QuerySet[Programme]:
    """Where the user reads the figures of the whole programme."""
    return Programme.objects.filter(scope_filter(user, READERS, programme="pk"))


def readers_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @wraps(view)
    def guarded(request: SignedInRequest, *args, **kwargs) -> HttpResponse:
        if not request.user.has_perm("outcomes.read_figures"):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@require_safe
@readers_only
def index(request: SignedInRequest) -> HttpResponse:
    """The programmes in reach; straight to the figures when there is only one."""
    programmes = list(programmes_read_by(request.user))
    if len(programmes) == 1:
        return redirect("figures", programmes[0].code)
    return render(request, "outcomes/admin/index.html", {"programmes": programmes})


@require_safe
@readers_only
def figures(request: SignedInRequest, code: str) -> HttpResponse:
    """What the records count today, and every reading, newest first."""
    programme = get_object_or_404(programmes_read_by(request.user), code=code)
    context = {
        "programme": programme,
        "figures": figures_of(programme),
        "readings": [(each, shown(each.value)) for each in _readings(programme)],
    }
    return render(request, "outcomes/admin/figures.html", context)


@require_safe
@readers_only
def export(request: SignedInRequest, code: str) -> HttpResponse:
    programme = get_object_or_404(programmes_read_by(request.user), code=code)
    # The mark in front lets spreadsheets know that this is UTF-8.
    text = "\ufeff" + as_csv(figures_of(programme), _readings(programme))
    name = f"{programme.code}-figures.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)


def _readings(programme: Programme) -> QuerySet[Reading]:
    return (
        Reading.objects.filter(indicator__programme=programme)
        .select_related("indicator", "city")
        .order_by("-as_of", "indicator__position", "pk")
    )
