"""An officer's pipeline: which applications, how many in each state, one page at a time.

Built for a hundred thousand rows: counts come from an index alone, pages by key and not by offset.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.calls.models import Call
from programmes.fields import offer_choices, offer_records, show
from programmes.models import City, Strand

from .models import Application, ApplicationQuerySet
from .states import State

PAGE = 25
REFERENCE = re.compile(r"^[A-Za-z]{1,4}-\d*(-\d*)?$")
SHOWN_STATES = [state for state in State if state != State.DRAFT]


class FilterForm(forms.Form):
    """What the list is narrowed to. Everything is optional; nonsense is ignored."""

    q = forms.CharField(label=_("Reference or name"), required=False, max_length=80)
    call = forms.ModelChoiceField(Call.objects.none(), label=_("Call"), required=False)
    city = forms.ModelChoiceField(City.objects.none(), label=_("City"), required=False)
    strand = forms.ModelChoiceField(Strand.objects.none(), label=_("Strand"), required=False)
    state = forms.ChoiceField(choices=[], required=False, widget=forms.HiddenInput)

    def __init__(self, user: User, data: Mapping) -> None:
        super().__init__(data)
        calls = Call.objects.worked_on_by(user)
        programmes = calls.values("programme")
        cities = City.objects.filter(programmes__in=programmes).distinct()
        strands = Strand.objects.filter(programme__in=programmes)
        offer_records(self, "call", calls).empty_label = _("All calls")
        offer_records(self, "city", cities).empty_label = _("All cities")
        offer_records(self, "strand", strands).empty_label = _("All strands")
        offer_choices(self, "state", [(state, state.label) for state in SHOWN_STATES])
        for field in self.fields.values():
            show(field, hide_optional=True)
        self.is_valid()


@dataclass(frozen=True)
class Page:
    """One page of the list, with the keys of its neighbours."""

    rows: list[Application]
    newer: int | None
    older: int | None


def narrowed(user: User, form: FilterForm) -> ApplicationQuerySet:
    """The officer's applications that fit the filter, whatever their state."""
    found = Application.objects.handled_by(user)
    chosen = form.cleaned_data
    if not chosen.get("call"):
        # The calls by number: PostgreSQL then knows how few of all rows an officer reaches.
        calls = Call.objects.worked_on_by(user).values_list("pk", flat=True)
        found = found.filter(call__in=list(calls))
    for name in ("call", "city", "strand"):
        if chosen.get(name):
            found = found.filter(**{name: chosen[name]})
    if text := chosen.get("q", "").strip():
        if REFERENCE.match(text):
            return found.filter(reference__startswith=text.upper())
        found = found.filter(title__icontains=text)
    return found


def counts(found: ApplicationQuerySet) -> dict[str, int]:
    """How many of `found` are in each state; one query."""
    return dict(found.order_by().values_list("state").annotate(total=Count("*")))


def page(found: ApplicationQuerySet, form: FilterForm, before: str, after: str) -> Page:
    """The newest first; `before` or `after` is the key that the last page ended with."""
    if state := form.cleaned_data.get("state"):
        found = found.filter(state=state)
    if after.isdecimal():
        rows = list(found.filter(pk__gt=int(after)).order_by("pk").with_road()[: PAGE + 1])
        more, rows = len(rows) > PAGE, rows[:PAGE][::-1]
        return Page(rows, rows[0].pk if more else None, rows[-1].pk if rows else None)
    if before.isdecimal():
        found = found.filter(pk__lt=int(before))
    rows = list(found.order_by("-pk").with_road()[: PAGE + 1])
    more, rows = len(rows) > PAGE, rows[:PAGE]
    newer = rows[0].pk if rows and before.isdecimal() else None
    return Page(rows, newer, rows[-1].pk if more else None)


def address(form: FilterForm, **changes: object) -> str:
    """The query string of the present filter with `changes`; empty values fall out."""
    kept = {name: form.data.get(name, "") for name in form.fields} | changes
    return "?" + urlencode({name: value for name, value in kept.items() if value})
