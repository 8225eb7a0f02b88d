"""For administrators: who saw whose records, latest first."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from .deeds import screen_name
from .models import Sighting

PAGE = 50
NAMES = ("reference", "name", "display_name")


class SightingFilter(forms.Form):
    """By reader and by day."""

    who = forms.CharField(label=_("Who (e-mail)"), required=False)
    since = forms.DateField(
        label=_("Since"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            vars(field).update(hide_optional=True)


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
    seen = _records(shown)
    return render(
        request,
        "audit/sightings.html",
        {
            "form": form,
            "rows": [
                {
                    "sighting": each,
                    "record": seen.get((each.content_type_id, each.object_id), each.object_id),
                    "screen": screen_name(each.screen),
                }
                for each in shown[:PAGE]
            ],
            "next_url": _next_page(request, shown),
        },
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


def _records(found: list[Sighting]) -> dict[tuple[int, int], str]:
    """What was seen is called, by kind and number: one query for each kind."""
    records = {}
    for kind in {each.content_type for each in found}:
        numbers = {each.object_id for each in found if each.content_type_id == kind.pk}
        if model := kind.model_class():
            for number, record in model._base_manager.in_bulk(numbers).items():
                records[kind.pk, number] = _called(record)
    return records


def _called(record: Model) -> str:
    """The record's own name or reference; its number when only other records could name it."""
    names = (getattr(record, name, "") for name in NAMES)
    return next((name for name in names if name), str(record.pk))


def _next_page(request: HttpRequest, shown: list[Sighting]) -> str:
    if len(shown) <= PAGE:
        return ""
    kept = {key: request.GET[key] for key in ("who", "since") if request.GET.get(key)}
    return "?" + urlencode(kept | {"before": shown[PAGE - 1].pk})
