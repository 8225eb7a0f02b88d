"""For administrators: who saw whose records, latest first."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from .models import Sighting

PAGE = 50


class SightingFilter(forms.Form):
    """By reader and by day."""

    who = forms.CharField(label=_("Who (e-mail)"), required=False)
    since = forms.DateField(
        label=_("Since"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )


@require_safe
def sightings(request: HttpRequest) -> HttpResponse:
    """Every reading of a person's casework by staff, administrators' own included."""
    if not request.user.has_perm("audit.read"):
        raise PermissionDenied
    form = SightingFilter(request.GET)
    found = _found(form)
    if request.GET.get("before", "").isdecimal():
        found = found.filter(pk__lt=int(request.GET["before"]))
    shown = list(found[: PAGE + 1])
    return render(
        request,
        "audit/sightings.html",
        {"form": form, "sightings": shown[:PAGE], "next_url": _next_page(request, shown)},
    )


def _found(form: SightingFilter):
    found = Sighting.objects.select_related("user__person", "content_type").order_by("-pk")
    if not form.is_valid():
        return found.none()
    if who := form.cleaned_data["who"]:
        found = found.filter(user__email__icontains=who)
    if since := form.cleaned_data["since"]:
        found = found.filter(seen_at__date__gte=since)
    return found


def _next_page(request: HttpRequest, shown: list[Sighting]) -> str:
    if len(shown) <= PAGE:
        return ""
    kept = {key: request.GET[key] for key in ("who", "since") if request.GET.get(key)}
    return "?" + urlencode(kept | {"before": shown[PAGE - 1].pk})
