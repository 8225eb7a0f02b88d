"""The rank walk in words: every step with its reason, and what would be under other terms."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programmes.fields import MoneyField
from programmes.models import City, Strand
from programmes.money import for_typing, spoken

from .method import LOT, WHOLE, Key, Step, Why
from .models import Criterion, Round
from .ranking import Place
from .walking import Terms, Walked, city_key, strand_key, walk_places, walk_round

PAGE = 25
SHOWN = 20
"""How many who come in or fall out are named."""


def page(judging_round: Round, sent: QueryDict, *, without: Collection[int] = ()) -> dict:
    """The steps of one page, and the comparison when other terms were asked for."""
    walked = walk_round(judging_round, without=without)
    names = group_names(judging_round)
    form = WhatIfForm(sent or None, walked=walked, judging_round=judging_round, names=names)
    wanted = str(sent.get("from", ""))
    start = int(wanted) if wanted.isdecimal() else 0
    shown = list(zip(walked.places, walked.walk.steps, strict=True))[start : start + PAGE]
    words = Words(judging_round, names)
    context: dict = {
        "rows": [
            {
                "rank": place.rank,
                "application": walked.applications[place.application],
                "amount": spoken(step.amount, judging_round.call.currency),
                "why": words.why(step),
                "tie": words.tie(place),
                "funded": step.funded,
            }
            for place, step in shown
        ],
        "before": max(0, start - PAGE) if start else None,
        "after": start + PAGE if start + PAGE < len(walked.places) else None,
        "pass_marks": words.needed,
        "promises": [
            {"name": names.get(key, key), "count": count, "cut": walked.walk.cut.get(key, 0)}
            for key, count in walked.terms.minima.items()
        ],
        "pot_words": spoken(walked.terms.pot, judging_round.call.currency),
        "left": spoken(walked.walk.left, judging_round.call.currency),
        "funded": len(walked.walk.funded),
        "form": form,
    }
    if sent.get("what") and form.is_valid():
        context["compared"] = _compared(walked, form.terms(), judging_round)
    return context


def _compared(walked: Walked, terms: Terms, judging_round: Round) -> dict:
    then = walk_places(walked.places, walked.applications, terms, walked.below)
    now_in, then_in = set(walked.walk.funded), set(then.funded)

    def titles(keys) -> list[str]:
        order = [each.application for each in walked.places]
        return [walked.applications[key].title for key in order if key in keys]

    currency = judging_round.call.currency
    enters, leaves = titles(then_in - now_in), titles(now_in - then_in)
    return {
        "now": len(now_in),
        "then": len(then_in),
        "enters": enters[:SHOWN],
        "more_enter": max(0, len(enters) - SHOWN),
        "leaves": leaves[:SHOWN],
        "more_leave": max(0, len(leaves) - SHOWN),
        "now_left": spoken(walked.walk.left, currency),
        "then_left": spoken(then.left, currency),
        "cut": sum(then.cut.values()),
    }


def group_names(judging_round: Round) -> dict[str, str]:
    """The cities and strands of the call by the walk's keys."""
    call = judging_round.call
    cities = City.objects.filter(calls=call) if judging_round.city_id is None else []
    return {
        **{city_key(each.pk): str(each) for each in cities},
        **{strand_key(each.pk): str(each) for each in Strand.objects.filter(calls=call)},
    }


class Words:
    """A walk's steps as sentences."""

    def __init__(self, judging_round: Round, names: dict[str, str]) -> None:
        self.round, self.names = judging_round, names
        criteria = Criterion.objects.filter(rubric=judging_round.rubric_id)
        self.criteria = {each.pk: each for each in criteria.select_related("rubric")}

    @property
    def needed(self) -> list[str]:
        """Each pass mark of the rubric, the one of the whole last."""
        lines = list(self.criteria.values())
        named = [f"{each}: {each.needed}" for each in lines if each.needed]
        whole = lines[0].rubric.needed if lines else ""
        return [*named, whole] if whole else named

    def why(self, step: Step) -> str:
        hands_over = self.round.hands_over
        if step.why == Why.FUNDED:
            return _("Goes on") if hands_over else _("Gets a grant")
        if step.why == Why.BELOW:
            return self.below(step.below)
        if step.why == Why.PLACES:
            return _("All places are given")
        if step.why == Why.POT:
            left = spoken(step.left, self.round.call.currency)
            return _("Passed over: only %(left)s is left") % {"left": left}
        promises = _(", ").join(self.names.get(key, key) for key in step.minimum)
        return _("Passed over: the promise to %(names)s could not be kept") % {"names": promises}

    def below(self, missed: Iterable[Key]) -> str:
        """Which pass marks are missed; nothing where none is."""
        names = _(", ").join(self._needed(key) for key in missed)
        return _("Below the pass mark: %(names)s") % {"names": names} if names else ""

    def _needed(self, key: Key) -> str:
        if key != WHOLE:
            return str(self.criteria[int(str(key))])
        plain = self.round.order == Round.Order.PLAIN
        return _("the plain mean") if plain else _("the adjusted mean")

    def tie(self, place: Place) -> str:
        """What put it after the one above, where both have the same rank."""
        if place.tie == "":
            return ""
        if place.tie == LOT:
            return _("same marks as the one above; the lot decides")
        criterion = self.criteria[int(str(place.tie))]
        return _("same place as the one above; “%(name)s” decides") % {"name": criterion}


class WhatIfForm(forms.Form):
    """Other terms for the walk. It is sent with GET and changes nothing."""

    pot = MoneyField(label=gettext_lazy("The pot"), required=False)
    places = forms.IntegerField(label=gettext_lazy("Places"), min_value=0, required=False)
    most = MoneyField(label=gettext_lazy("Each gets at most"), required=False)
    share = forms.IntegerField(
        label=gettext_lazy("Each gets this part of its amount"),
        min_value=1,
        max_value=100,
        required=False,
    )
    reference = forms.CharField(
        label=gettext_lazy("One project, by its reference"), max_length=40, required=False
    )
    amount = MoneyField(label=gettext_lazy("gets"), required=False)

    def __init__(
        self, data: QueryDict | None, *, walked: Walked, judging_round: Round, names: dict[str, str]
    ) -> None:
        super().__init__(data if data and data.get("what") else None)
        self.walked, self.names = walked, names
        currency = judging_round.call.currency
        for each in ("pot", "most", "amount"):
            cast(MoneyField, self.fields[each]).in_currency(currency)
        for key, name in names.items():
            self.fields[f"at-least-{key.replace(' ', '-')}"] = forms.IntegerField(
                label=_("At least, %(name)s") % {"name": name}, min_value=0, required=False
            )
        for field in self.fields.values():
            field.hide_optional = True  # type: ignore[attr-defined]
        self.fields["share"].suffix = "%"  # type: ignore[attr-defined]
        if judging_round.hands_over:
            for each in ("pot", "most", "share", "reference", "amount"):
                del self.fields[each]
        self.initial = self._as_it_stands(currency)

    def _as_it_stands(self, currency: str) -> dict:
        terms = self.walked.terms
        minima = {
            f"at-least-{key.replace(' ', '-')}": terms.minima.get(key, 0) for key in self.names
        }
        return {"pot": for_typing(terms.pot, currency), "places": terms.places, **minima}

    def clean_reference(self) -> str:
        reference = self.cleaned_data["reference"].strip().upper()
        known = {each.reference.upper() for each in self.walked.applications.values()}
        if reference and reference not in known:
            raise forms.ValidationError(_("No project of this round has this reference."))
        return reference

    def terms(self) -> Terms:
        """The terms as they stand, with what was typed in their place."""
        data, now = self.cleaned_data, self.walked.terms
        share, most = data.get("share") or 100, data.get("most")
        amounts = {key: amount * share // 100 for key, amount in now.amounts.items()}
        if most:
            amounts = {key: min(amount, most) for key, amount in amounts.items()}
        if data.get("reference") and data.get("amount") is not None:
            amounts |= {
                key: data["amount"]
                for key, each in self.walked.applications.items()
                if each.reference.upper() == data["reference"]
            }
        minima = {
            key: count
            for key in self.names
            if (count := data.get(f"at-least-{key.replace(' ', '-')}"))
        }
        pot, places = data.get("pot"), data.get("places")
        return replace(
            now,
            pot=now.pot if pot is None else pot,
            places=now.places if places is None else places,
            amounts=amounts,
            minima=minima,
        )
