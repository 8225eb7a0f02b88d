"""What judges and chairs fill in. Forms only read and show; the actions hold the rules."""

from collections.abc import Iterable, Mapping

from django import forms
from django.utils.html import conditional_escape
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from phones.forms import PinField, not_easy
from programmes.fields import show
from programmes.words import worded

from .given import NOT_APPLICABLE, Given, mark_of
from .merging import WORDS
from .models import Criterion, Rubric, Scorecard, SecondCard
from .refusals import JudgingRefused

MOST_CHARACTERS = 4000


class WordsField(forms.CharField):
    """A browser sends the end of a line as two characters, its script as one: it is always one."""

    def to_python(self, value: object) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n")


class ScoreForm(forms.Form):
    """A row of marks for each criterion, each mark with its words. Anything may be left open."""

    comment = WordsField(
        label=_("What you say to the panel"),
        help_text=_("The other judges read this after they have scored."),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=MOST_CHARACTERS,
    )
    private_note = WordsField(
        label=_("Your own note"),
        help_text=_("Only you see this."),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        max_length=MOST_CHARACTERS,
    )

    def __init__(self, *args, rubric: Rubric, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = list(rubric.criteria.all())
        for criterion in self.criteria:
            self.fields[f"c{criterion.pk}"] = _mark_field(rubric, criterion)
        self.order_fields([f"c{each.pk}" for each in self.criteria])
        self.needs_comment = rubric.needs_comment
        if rubric.gives_feedback:
            self.fields["comment"].help_text = _(
                "The other judges read this after they have scored. What the applicant reads may "
                "be drawn from it, without your name."
            )

    @staticmethod
    def initial_of(given: Given) -> dict[str, object]:
        marks = {f"c{key}": str(value) for key, value in given.marks.items()}
        return {**marks, "comment": given.comment, "private_note": given.private_note}

    def given(self) -> Given:
        """What the judge gave, open criteria left out."""
        marks: dict[int, int | str] = {}
        for criterion in self.criteria:
            value = self.cleaned_data.get(f"c{criterion.pk}")
            if value:
                marks[criterion.pk] = value if value == NOT_APPLICABLE else int(value)
        words = (self.cleaned_data.get(name, "") for name in ("comment", "private_note"))
        return Given(marks, *words)

    def seen(self) -> dict[str, str]:
        """The tokens of what was stored when the form was shown (`merging.py`)."""
        return seen_in(self.data, self.fields)

    def mark_the_open_ones(self) -> None:
        """Say at each criterion without a mark what is missing."""
        for criterion in self.criteria:
            if not self.cleaned_data.get(f"c{criterion.pk}"):
                self.add_error(f"c{criterion.pk}", gettext("Choose a mark."))

    def can_go_in(self) -> bool:
        """Whether nothing is open; what is, says so."""
        self.mark_the_open_ones()
        if self.needs_comment and not self.cleaned_data.get("comment", "").strip():
            self.add_error("comment", gettext("Say a few words to the panel before you submit."))
        return not self.errors


def seen_in(data: Mapping[str, str], names: Iterable[str]) -> dict[str, str]:
    """The tokens beside the fields of these names."""
    return {name: data.get(f"version-{name}", "") for name in names}


def given_in(data: Mapping[str, str], rubric: Rubric) -> Given:
    """What `ScoreForm` would read, without making a field with words for every mark: a script sends
    it at each change. Whether a mark fits the rubric, the action says.

    Raises JudgingRefused for words that the form would not take.
    """
    sent = {each.pk: data.get(f"c{each.pk}", "") for each in rubric.criteria.all()}
    words = [data.get(name, "").replace("\r\n", "\n").strip() for name in WORDS]
    if any(len(text) > MOST_CHARACTERS or "\x00" in text for text in words):
        raise JudgingRefused(gettext("These words are too long. Make them shorter."))
    return Given({key: mark_of(text) for key, text in sent.items() if text}, *words)


class SampleScoreForm(ScoreForm):
    """The same for a sample: every criterion wants a mark, and there is nobody to keep it from."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["comment"].help_text = _("The group reads it with your marks.")
        del self.fields["private_note"]

    def is_complete(self) -> bool:
        self.mark_the_open_ones()
        return not self.errors


class SecondForm(ScoreForm):
    """Marks after the panel has talked, with the reason; the first ones are there to begin with."""

    reason = forms.CharField(
        label=_("What changed your mind?"),
        help_text=_("The panel reads it beside your first marks."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=MOST_CHARACTERS,
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name in ("comment", "private_note"):
            del self.fields[name]

    @staticmethod
    def initial_with(card: Scorecard, second: SecondCard | None) -> dict[str, object]:
        if second is None:
            return ScoreForm.initial_of(Given.of(card))
        marks = {
            f"c{key}": NOT_APPLICABLE if mark is None else str(mark)
            for key, mark in second.marks.items()
        }
        return {**marks, "reason": second.reason}

    def is_complete(self) -> bool:
        self.mark_the_open_ones()
        return not self.errors


def _mark_field(rubric: Rubric, criterion: Criterion) -> forms.ChoiceField:
    choices = [(str(mark), _mark_words(criterion, mark)) for mark in reversed(rubric.scale)]
    if criterion.allows_not_applicable:
        choices.append((NOT_APPLICABLE, gettext("Does not apply")))
    field = forms.ChoiceField(
        label=str(criterion),
        help_text=conditional_escape(_help_of(criterion)),
        choices=choices,
        widget=forms.RadioSelect,
        required=False,
    )
    show(field, hide_optional=True)
    return field


def _help_of(criterion: Criterion) -> str:
    said = [worded(criterion, "description"), criterion.needed]
    return " ".join(each for each in said if each)


def _mark_words(criterion: Criterion, mark: int) -> str:
    meaning = criterion.meaning_of(mark)
    return f"{mark} – {meaning}" if meaning else str(mark)


class PinForm(forms.Form):
    """The PIN that opens a judge's link."""

    pin = PinField(label=_("Your PIN"))


class ChoosePinForm(PinForm):
    """The PIN that a judge chooses when their link is opened for the first time."""

    pin = PinField(
        label=_("Choose a PIN"),
        help_text=_("4 to 6 digits. Not your birthday, and not the PIN of your bank card."),
    )

    def clean_pin(self) -> str:
        return not_easy(self.cleaned_data["pin"])


def done_of(done: int, total: int) -> str:
    """“3 of 12 done”."""
    return ngettext("%(done)s of %(total)s done", "%(done)s of %(total)s done", total) % {
        "done": done,
        "total": total,
    }
