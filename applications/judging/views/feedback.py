"""Writing feedback on each criterion, and approving what somebody else wrote."""

from collections.abc import Mapping
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from applications.journey.road import steps
from applications.journey.workflow import MoveRefused

from .. import actions, drafting
from ..feedback import LONGEST, drafted, drawn_from, not_to_be_named, other_language
from ..models import Entry, Feedback
from ..ranking import hidden_from
from .common import entry_of, need, round_of

MOST = 20
"""Sentences that are shown to choose from."""


class FeedbackForm(forms.Form):
    """A box for each criterion, and one in the applicant's language where that is another one.

    With each of the judges' `sentences`, the criterion that it goes to, or none.
    """

    def __init__(
        self, entry: Entry, *args, sentences: list[drafting.Sentence] | None = None, **kwargs
    ) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = list(entry.round.rubric.criteria.all())
        self.language = other_language(entry.application)
        self.sentences = sentences or []
        self.boxes: list[str] = []
        for each in self.criteria:
            self._add(f"text-{each.pk}", self._box(str(each), settings.LANGUAGE_CODE))
            if self.language:
                name = get_language_info(self.language)["name_local"]
                self._add(f"words-{each.pk}", self._box(f"{each} ({name})", self.language))

    def _add(self, name: str, box: forms.CharField) -> None:
        self.fields[name] = box
        self.boxes.append(name)

    @staticmethod
    def _box(label: str, language: str) -> forms.CharField:
        direction = "rtl" if get_language_info(language)["bidi"] else "ltr"
        attrs = {"rows": 3, "lang": language, "dir": direction}
        widget = forms.Textarea(attrs=attrs)
        return forms.CharField(label=label, required=False, max_length=LONGEST, widget=widget)

    def said(self) -> dict[int, actions.Said]:
        found = {}
        for each in self.criteria:
            words = self.cleaned_data.get(f"words-{each.pk}", "").strip()
            found[each.pk] = actions.Said(
                self.cleaned_data[f"text-{each.pk}"], {self.language: words} if words else {}
            )
        return found

    def drafted_anew(self, chosen: Mapping[str, str]) -> dict[str, str]:
        """The boxes as they are typed, with the sentences that are chosen and without those that
        are left; `chosen` has a criterion's key for each sentence's, or nothing."""
        boxes = {}
        for name in self.boxes:
            kind, _dash, key = name.partition("-")
            here = [each for each in self.sentences if self._is_for(each, kind)]
            taken = [each.text for each in here if chosen.get(each.key) == key]
            left = [each.text for each in here if each.text not in taken]
            typed = self.cleaned_data.get(name, "")
            boxes[name] = drafting.with_chosen(typed, taken, left, longest=LONGEST)
        return boxes

    def _is_for(self, sentence: drafting.Sentence, kind: str) -> bool:
        own = bool(self.language) and sentence.language == self.language
        return own == (kind == "words")


@require_http_methods(["GET", "POST"])
@login_required
def feedback(request: SignedInRequest, public_id: UUID, pitch_id: UUID) -> HttpResponse:
    """What the applicant will read about each criterion, drafted from what the judges said."""
    judging_round = round_of(request, public_id)
    need(request, "judging.write_feedback", judging_round)
    entry = entry_of(judging_round, pitch_id)
    if entry.application_id in hidden_from(request.user, judging_round):
        messages.error(request, _("You keep out of this one. Ask somebody else to write it."))
        return redirect("judging:ranking", public_id)
    written = list(
        Feedback.objects.filter(application=entry.application_id).select_related(
            "criterion", "written_by__person", "approved_by__person"
        )
    )
    approved = bool(written) and all(each.approved_at for each in written)
    context = {
        "round": judging_round,
        "application": entry.application,
        "steps": steps(entry.application),
        "written": written,
        "approved": approved,
        "may_approve": bool(written)
        and all(each.written_by_id != request.user.pk for each in written),
    }
    if not approved:
        form = _form(request, entry, written)
        if form.is_bound and form.is_valid() and _do(request, entry, form):
            return redirect("judging:feedback", public_id, pitch_id)
        context |= _writing(request, entry, form, written)
    return render(request, "judging/feedback.html", context)


def _form(request: SignedInRequest, entry: Entry, written: list[Feedback]) -> FeedbackForm:
    """What was typed; with a press on “put into the draft” that, with what was chosen; at first
    what is written, or a draft."""
    criteria = list(entry.round.rubric.criteria.all())
    sentences, middles = drawn_from(entry, criteria)
    shown = sentences[:MOST]
    if request.method == "POST":
        form = FeedbackForm(entry, request.POST, sentences=shown)
        if request.POST.get("do") != "draft" or not form.is_valid():
            return form
        chosen = {each.key: request.POST.get(f"goes-{each.key}", "") for each in shown}
        return FeedbackForm(entry, initial=form.drafted_anew(chosen), sentences=shown)
    initial: dict[str, str] = {}
    language = other_language(entry.application)
    by_criterion = {each.criterion_id: each for each in written}
    for criterion in criteria:
        record = by_criterion.get(criterion.pk)
        if record:
            both = record.text, record.text_words.get(language, "")
        else:
            own = [] if written else [each for each in shown if each.criterion == criterion.pk]
            both = drafted(criterion, None if written else middles.get(criterion.pk), own, language)
        initial |= {f"text-{criterion.pk}": both[0], f"words-{criterion.pk}": both[1]}
    return FeedbackForm(entry, initial=initial, sentences=shown)


def _do(request: SignedInRequest, entry: Entry, form: FeedbackForm) -> bool:
    try:
        if request.POST.get("do") == "approve":
            actions.approve_feedback(entry=entry, by=request.user)
            messages.success(request, _("Approved. The applicant reads it with the decision."))
        else:
            actions.write_feedback(entry=entry, said=form.said(), by=request.user)
            messages.success(request, _("Saved. Somebody else approves it."))
    except MoveRefused as refused:
        form.add_error(None, str(refused))
        return False
    return True


def _writing(
    request: SignedInRequest, entry: Entry, form: FeedbackForm, written: list[Feedback]
) -> dict:
    """The boxes, the sentences with where each goes, and who is named in what is saved."""
    texts = " ".join(word for each in written for word in (each.text, *each.text_words.values()))
    boxes = {name: form[name].value() or "" for name in form.boxes}
    return {
        "form": form,
        "sentences": [_row(each, form, boxes) for each in form.sentences],
        "named": not_to_be_named(entry).named_in(texts) if written else [],
    }


def _row(sentence: drafting.Sentence, form: FeedbackForm, boxes: dict[str, str]) -> dict:
    """A sentence with the criterion in whose box it stands now."""
    here = [
        name.partition("-")[2]
        for name, text in boxes.items()
        if drafting.stands_in(text, sentence.text)
    ]
    info = get_language_info(sentence.language) if sentence.language else None
    known = {settings.LANGUAGE_CODE, form.language, ""}
    return {
        "key": sentence.key,
        "text": sentence.text,
        "language": sentence.language,
        "direction": ("rtl" if info["bidi"] else "ltr") if info else "auto",
        "names": _(", ").join(sentence.names),
        "foreign": info["name_translated"] if info and sentence.language not in known else "",
        "goes": [(each.pk, str(each), str(each.pk) in here) for each in form.criteria],
    }
