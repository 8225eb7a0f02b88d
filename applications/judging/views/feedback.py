"""Writing feedback on each criterion, and approving what somebody else wrote."""

from statistics import median_low
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

from .. import actions
from ..models import Criterion, Entry, Feedback, Mark, Scorecard
from ..ranking import hidden_from
from .common import entry_of, need, round_of

LONGEST = 2_000


class FeedbackForm(forms.Form):
    """A box for each criterion, and one in the applicant's language where that is another one."""

    def __init__(self, entry: Entry, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = list(entry.round.rubric.criteria.all())
        language = entry.application.applicant.language
        self.language = "" if language == settings.LANGUAGE_CODE else language
        for each in self.criteria:
            self.fields[f"text-{each.pk}"] = self._box(str(each), settings.LANGUAGE_CODE)
            if self.language:
                name = get_language_info(self.language)["name_local"]
                label = f"{each} ({name})"
                self.fields[f"words-{each.pk}"] = self._box(label, self.language)

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


@require_http_methods(["GET", "POST"])
@login_required
def feedback(request: SignedInRequest, public_id: UUID, pitch_id: UUID) -> HttpResponse:
    """What the applicant will read about each criterion; the judges' comments stand beside it,
    without their names."""
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
    form = FeedbackForm(entry, request.POST or None, initial=_initial(entry, written))
    if request.method == "POST" and form.is_valid() and _do(request, entry, form):
        return redirect("judging:feedback", public_id, pitch_id)
    context = {
        "round": judging_round,
        "application": entry.application,
        "steps": steps(entry.application),
        "form": form,
        "written": written,
        "approved": bool(written) and all(each.approved_at for each in written),
        "may_approve": bool(written)
        and all(each.written_by_id != request.user.pk for each in written),
        "comments": _comments(entry),
    }
    return render(request, "judging/feedback.html", context)


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


def _comments(entry: Entry) -> list[str]:
    """What the judges wrote for the panel, in an order that names nobody; no private notes."""
    cards = Scorecard.objects.counted().filter(round=entry.round, application=entry.application_id)
    return sorted(each.comment for each in cards if each.comment)


def _initial(entry: Entry, written: list[Feedback]) -> dict[str, str]:
    """What is written, or else what the rubric says of the middle mark, to begin from."""
    initial = {}
    by_criterion = {each.criterion_id: each for each in written}
    marks = _marks(entry) if not written else {}
    language = entry.application.applicant.language
    for criterion in entry.round.rubric.criteria.all():
        record = by_criterion.get(criterion.pk)
        if record:
            initial[f"text-{criterion.pk}"] = record.text
            initial[f"words-{criterion.pk}"] = record.text_words.get(language, "")
        elif given := marks.get(criterion.pk):
            initial |= _meaning(criterion, str(median_low(given)), language)
    return initial


def _meaning(criterion: Criterion, mark: str, language: str) -> dict[str, str]:
    return {
        f"text-{criterion.pk}": criterion.points.get(mark, ""),
        f"words-{criterion.pk}": criterion.points_words.get(language, {}).get(mark, ""),
    }


def _marks(entry: Entry) -> dict[int, list[int]]:
    """What counted scorecards gave, by criterion."""
    cards = Scorecard.objects.counted().filter(round=entry.round, application=entry.application_id)
    found: dict[int, list[int]] = {}
    for mark in Mark.objects.filter(scorecard__in=cards):
        if mark.value is not None:
            found.setdefault(mark.criterion_id, []).append(mark.value)
    return found
