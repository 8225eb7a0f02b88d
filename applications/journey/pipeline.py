"""An officer's pipeline: the filter, what it finds, and how many are in each state.

Built for a million rows. Counts come from tallies that the database keeps; a count that only
reading rows could give stops at MANY. Pages are made in paging.py.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django import forms
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchQuery
from django.db.models import BigIntegerField, Count, F, Func, Q, Sum, TextField, Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.calls.models import Call
from programmes.fields import offer_choices, show
from programmes.models import City, Strand

from . import paging
from .models import Application, ApplicationQuerySet, SearchText, Tally
from .narrowing import narrowings
from .paging import SORTS, AnyOf, Page
from .states import State

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MANY = 500
"""Rows are counted up to here; beyond it the list says "more than"."""

PK_DIGITS = 19
REFERENCE = re.compile(r"^[A-Za-z]{1,8}-\d*(-\d*)?$")
SHOWN_STATES = [state for state in State if state != State.DRAFT]
BY_TALLY = frozenset({"call", "city", "strand", "whose"})
"""What tallies can be narrowed to."""

WAITING = [
    ("3", _("3 days and more")),
    ("7", _("a week and more")),
    ("14", _("two weeks and more")),
    ("30", _("a month and more")),
]
WHOSE = [("mine", _("Mine")), ("nobody", _("Nobody’s")), ("somebody", _("Somebody’s"))]


class FilterForm(forms.Form):
    """What the list is narrowed to, and its order. Everything is optional; nonsense is ignored."""

    q = forms.CharField(label=_("Reference, name or words"), required=False, max_length=80)
    call = forms.ChoiceField(label=_("Call"), required=False)
    city = forms.ChoiceField(label=_("City"), required=False)
    strand = forms.ChoiceField(label=_("Strand"), required=False)
    whose = forms.ChoiceField(label=_("Who reads it"), required=False)
    waiting = forms.ChoiceField(label=_("In this state for"), required=False)
    sort = forms.ChoiceField(label=_("Order"), required=False)
    flagged = forms.BooleanField(label=_("Flagged only"), required=False)
    state = forms.ChoiceField(choices=[], required=False, widget=forms.HiddenInput)

    def __init__(self, user: User, data: Mapping) -> None:
        super().__init__(data)
        self.user = user
        self.offered = _offered(user)
        for name, label in (
            ("call", _("All calls")),
            ("city", _("All cities")),
            ("strand", _("All strands")),
        ):
            offer_choices(
                self, name, [("", label), *((str(pk), of) for pk, of in self.offered[name])]
            )
        self.name_reader(_("One person’s"))
        offer_choices(self, "waiting", [("", _("any time")), *WAITING])
        offer_choices(self, "sort", [(key, sort.label) for key, sort in SORTS.items()])
        offer_choices(self, "state", [(state, state.label) for state in SHOWN_STATES])
        for name, box in narrowings.items():
            self.fields[name] = forms.BooleanField(label=box.label, required=False)
        for field in self.fields.values():
            show(field, hide_optional=True)
        self.is_valid()

    def name_reader(self, name: "StrOrPromise") -> None:
        """Offer the one person that an address may ask for, under this name."""
        reader = self.data.get("whose", "")
        asked = [(reader, name)] if reader.isdecimal() and len(reader) < PK_DIGITS else []
        offer_choices(self, "whose", [("", _("Everybody’s")), *WHOSE, *asked])

    @property
    def chosen(self) -> dict[str, str]:
        """What is filled in and makes sense, the words and the state apart."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if value and name not in ("q", "sort", "state")
        }

    @cached_property
    def text(self) -> str:
        return str(self.cleaned_data.get("q", "")).strip()

    @property
    def in_state(self) -> str:
        return str(self.cleaned_data.get("state", ""))

    @property
    def order(self) -> str:
        """How the list is ordered; who asks what waits long gets the longest first."""
        if self.chosen.get("waiting"):
            return "longest"
        return str(self.cleaned_data.get("sort") or next(iter(SORTS)))

    @property
    def calls(self) -> list[int]:
        """The calls that the list is about: the chosen one, or all of the user's."""
        chosen = self.chosen.get("call")
        return [int(chosen)] if chosen else [pk for pk, _label in self.offered["call"]]

    @property
    def by_words(self) -> bool:
        """Whether words are looked for, rather than a reference."""
        return bool(self.text) and not REFERENCE.match(self.text)


def _offered(user: User) -> dict[str, list[tuple[int, str]]]:
    """The calls, cities and strands that the user works with, by name; one query."""
    calls = Call.objects.worked_on_by(user).order_by()
    programmes = calls.values("programme")
    mine = {
        "call": (Call, calls, "title"),
        "city": (City, City.objects.filter(programmes__in=programmes), "name"),
        "strand": (Strand, Strand.objects.filter(programme__in=programmes), "name"),
    }
    asked = [
        records.order_by()
        .annotate(kind=Value(kind), first=F(name), others=F(f"{name}_words"))
        .values_list("kind", "pk", "first", "others")
        for kind, (_model, records, name) in mine.items()
    ]
    found: dict[str, dict[int, str]] = {kind: {} for kind in mine}
    for kind, pk, first, others in asked[0].union(*asked[1:], all=True):
        model, _records, name = mine[kind]
        found[kind][pk] = str(model(**{name: first, f"{name}_words": others}))
    newest_first = sorted(found["call"].items(), reverse=True)
    by_name = {kind: sorted(found[kind].items(), key=lambda e: e[1]) for kind in found}
    return by_name | {"call": newest_first}


def narrowed(form: FilterForm) -> ApplicationQuerySet:
    """The officer's applications that fit the filter, whatever their state."""
    found = Application.objects.handled_by(form.user).filter(_fits(form))
    if not form.text:
        return found
    if not form.by_words:
        return found.filter(reference__startswith=form.text.upper())
    return found.filter(pk__in=with_words(form.text).values("pk"))


@dataclass(frozen=True)
class Few:
    """The keys and states of everything that was found; only when it is at most MANY."""

    found: dict[int, str]


def few(form: FilterForm) -> Few | None:
    """All that was found with the words; None when none were looked for, or it is too much.

    Few are then looked up by key, many are met soon on the way along an index. PostgreSQL
    cannot tell beforehand which it will be.
    """
    if not form.text:
        return None
    rows = list(narrowed(form).order_by().values_list("pk", "state")[: MANY + 1])
    return Few(dict(rows)) if len(rows) <= MANY else None


def _fits(form: FilterForm) -> Q:
    chosen = form.chosen
    fits = Q(**{name: chosen[name] for name in ("call", "city", "strand") if name in chosen})
    if "waiting" in chosen:
        long_ago = timezone.now() - timedelta(days=int(chosen["waiting"]))
        fits &= Q(state_since__lte=long_ago)
    if "flagged" in chosen:
        fits &= Q(flagged=True)
    for name in narrowings.keys() & chosen.keys():
        fits &= narrowings[name].means()
    return fits & _whose(chosen.get("whose", ""), form.user)


def _whose(chosen: str, user: User) -> Q:
    match chosen:
        case "":
            return Q()
        case "mine":
            return Q(assigned_to=user.pk)
        case "nobody":
            return Q(assigned_to=None)
        case "somebody":
            return Q(assigned_to__isnull=False)
    return Q(assigned_to=int(chosen))


def with_words(text: str):
    """The texts that have every word of `text`, or its beginning; one word may be inside a title.

    Accents, capital letters and vowel signs make no difference.
    """
    words = re.sub(r"['\\]", " ", text).split()
    asked = " & ".join(f"'{word}':*" if len(word) > 2 else f"'{word}'" for word in words)
    fits = Q(vector=SearchQuery(_folded(asked), config="simple", search_type="raw"))
    if len(words) == 1 and len(text) > 2:
        fits |= Q(title__contains=_folded(text))
    return SearchText.objects.filter(fits) if words else SearchText.objects.none()


def _folded(text: str) -> Func:
    return Func(Value(text), function="journey_folded", output_field=TextField())


@dataclass(frozen=True)
class Counts:
    """How many are in each state; with `more`, more than MANY and nobody counted on."""

    by_state: dict[str, int]
    more: bool = False

    @property
    def total(self) -> int:
        return sum(self.by_state.values())


def counts(form: FilterForm, found: Few | None) -> Counts:
    """How many of what the filter finds are in each state; at most one query."""
    if found:
        return Counts(dict(Counter(found.found.values())))
    if form.text:
        return Counts({}, more=True)
    if form.chosen.keys() <= BY_TALLY:
        return _tallied(form.user, _fits(form))
    states = list(narrowed(form).order_by().values_list("state", flat=True)[: MANY + 1])
    return Counts({}, more=True) if len(states) > MANY else Counts(dict(Counter(states)))


def all_counts(user: User) -> Counts:
    """How many applications in the user's reach are in each state."""
    return _tallied(user, Q())


def _tallied(user: User, fits: Q) -> Counts:
    """From the tallies; the user's own applications, which they don't handle, are taken off."""
    there = Tally.objects.reached_by(user).filter(fits).order_by()
    own = Application.objects.reached_by(user).filter(fits, applicant=user.person_id).order_by()
    rows = (
        there.values("state")
        .annotate(found=Sum("number"))
        .values_list("state", "found")
        .union(
            own.exclude(state=State.DRAFT)
            .values("state")
            .annotate(found=-Count("*"))
            .values_list("state", "found"),
            all=True,
        )
    )
    summed: Counter[str] = Counter()
    for state, found in rows:
        summed[state] += found
    return Counts({state: found for state, found in summed.items() if found > 0})


def page(form: FilterForm, found: Few | None, before: str = "", after: str = "") -> Page:
    """One page of what the filter finds, next to the row with one of these keys."""
    return paging.page(*_listed(form, found), SORTS[form.order], before, after)


def first(form: FilterForm, count: int) -> ApplicationQuerySet:
    """The first `count` of what the list shows, in its order."""
    return paging.first(*_listed(form, few(form)), SORTS[form.order], count)


def _listed(form: FilterForm, found: Few | None) -> tuple[ApplicationQuerySet, list[int] | None]:
    """What the list shows, and the calls to look it up in: none when the keys are known."""
    if found is None:
        return in_state(form), form.calls
    keys = [pk for pk, state in found.found.items() if form.in_state in ("", state)]
    known = AnyOf(F("pk"), Value(keys, ArrayField(BigIntegerField())))
    return Application.objects.filter(known), None


def in_state(form: FilterForm) -> ApplicationQuerySet:
    """What the list shows: what the filter finds, in the chosen state if there is one."""
    found = narrowed(form)
    return found.filter(state=form.in_state) if form.in_state else found


def address(form: FilterForm, **changes: object) -> str:
    """The query string of the present filter with `changes`; empty values fall out."""
    kept = {name: form.data.get(name, "") for name in form.fields} | changes
    return "?" + urlencode({name: value for name, value in kept.items() if value})
