"""What an officer fills in to prepare a round."""

from datetime import datetime
from secrets import randbelow
from typing import cast

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.calls.blocks import SeenBy
from applications.calls.models import Call
from applications.journey.questions import Question, sections
from programmes.fields import offer_records
from programmes.words import WordsFormField

from .models import PanelMember, PanelTerms, Round, Rubric, Sample
from .models.rubrics import calls_run_by
from .walking import minima_of


class TermsForm(forms.Form):
    """The words that judges of a programme agree to; saving other words makes a new version."""

    text = forms.CharField(
        label=_("What judges agree to"),
        help_text=_("Short, plain sentences. An empty line begins a new paragraph."),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=8000,
    )
    text_words = WordsFormField(label=_("The same in other languages"), long=True)

    @staticmethod
    def initial_of(terms: PanelTerms | None) -> dict[str, object]:
        return {"text": terms.text, "text_words": terms.text_words} if terms else {}


class SampleForm(forms.ModelForm):
    """A sample application. Nobody stands behind it."""

    class Meta:
        model = Sample
        fields = ["title", "title_words", "text", "text_words"]


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class ClockInput(forms.TimeInput):
    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


def judged_questions(call: Call) -> list[Question]:
    """The questions of a call that judges read, in the reader's language."""
    if call.current_question_set is None:
        return []
    every = sections(call.current_question_set, get_language() or "en")
    return [
        each for section in every for each in section.questions if each.seen_by == SeenBy.JUDGES
    ]


class RoundForm(forms.ModelForm):
    """A round; day and hours are in the call's time zone."""

    blind = forms.MultipleChoiceField(
        label=_("Judges do not see"),
        help_text=_(
            "Until the scores are locked. Questions about the team, contacts and towns go with it; "
            "what people write into other answers and documents stays as it is."
        ),
        choices=Round.Blind,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    blind_answers = forms.MultipleChoiceField(
        label=_("Answers that judges do not see"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    day = forms.DateField(label=_("Day"), widget=DayInput)
    begins = forms.TimeField(label=_("Begins"), widget=ClockInput)
    ends = forms.TimeField(label=_("Ends"), widget=ClockInput)

    class Meta:
        model = Round
        fields = [
            "name",
            "name_words",
            "call",
            "rubric",
            "city",
            "kind",
            "quorum",
            "each",
            "places",
            "order",
            "seed",
            "decided_by",
            "meeting_quorum",
            "shares_record",
            "venue",
            "venue_words",
            "blind",
            "blind_answers",
            "others",
            "calibrates",
            "may_reopen",
            "second",
        ]

    def __init__(self, *args, by: User, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        offer_records(self, "call", calls_run_by(by))
        offer_records(self, "rubric", Rubric.objects.visible_to(by))
        self._offer_answers()
        if not self.instance.pk:
            self.initial["seed"] = randbelow(1_000_000)
        else:
            zone = self.instance.call.zone
            starts = self.instance.starts_at.astimezone(zone)
            self.initial["day"], self.initial["begins"] = starts.date(), starts.time()
            self.initial["ends"] = self.instance.ends_at.astimezone(zone).time()

    def clean(self) -> dict:
        super().clean()
        data = self.cleaned_data
        call: Call | None = data.get("call")
        day, begins, ends = data.get("day"), data.get("begins"), data.get("ends")
        if call and day and begins and ends:
            self.instance.starts_at = datetime.combine(day, begins, tzinfo=call.zone)
            self.instance.ends_at = datetime.combine(day, ends, tzinfo=call.zone)
            if self.instance.ends_at <= self.instance.starts_at:
                self.add_error("ends", gettext("It must end after it begins."))
        self._check_sharing(data)
        return data

    def _offer_answers(self) -> None:
        """The questions that judges read, once the round has a call."""
        questions = judged_questions(self.instance.call) if self.instance.pk else []
        if questions:
            field = cast(forms.MultipleChoiceField, self.fields["blind_answers"])
            field.choices = [(each.key, each.label) for each in questions]
        else:
            del self.fields["blind_answers"]

    def _check_sharing(self, data: dict) -> None:
        each, quorum = data.get("each"), data.get("quorum")
        if each and data.get("kind") != Round.Kind.DESK:
            self.add_error("each", gettext("On a pitch day every judge hears every project."))
        elif each and quorum and each < quorum:
            self.add_error(
                "each", gettext("Give at least as many judges as scorecards are needed.")
            )


class MemberForm(forms.ModelForm):
    """What a judge knows, and how much they can read."""

    class Meta:
        model = PanelMember
        fields = ["strands", "cities", "most"]
        widgets = {
            "strands": forms.CheckboxSelectMultiple,
            "cities": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args, judging_round: Round, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        offer_records(self, "strands", judging_round.call.strands.all())
        offer_records(self, "cities", judging_round.call.cities.all())


class PromisesForm(forms.Form):
    """How many grants a city and a strand get at least, by the walk's keys."""

    def __init__(self, *args, judging_round: Round, names: dict[str, str], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.keys = {key.replace(" ", "-"): key for key in names}
        promised = minima_of(judging_round)
        for name, key in self.keys.items():
            self.fields[name] = forms.IntegerField(
                label=names[key], min_value=0, max_value=1000, initial=promised.get(key, 0)
            )

    def minima(self) -> dict[str, int]:
        return {key: self.cleaned_data[name] for name, key in self.keys.items()}


class InviteForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("E-mail"))
    chairs = forms.BooleanField(label=_("Chairs the panel"), required=False)


class TimesForm(forms.Form):
    """How to suggest times: one pitch after the other in one room."""

    first = forms.TimeField(label=_("First pitch at"), widget=ClockInput)
    minutes = forms.IntegerField(label=_("Minutes for each"), min_value=1, max_value=240)
    break_minutes = forms.IntegerField(label=_("Break between"), min_value=0, max_value=240)
    room = forms.CharField(label=_("Room"), max_length=80)


class SlotForm(forms.Form):
    """One row of the schedule. Without a time the application stays unplanned."""

    application = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput)
    order = forms.IntegerField(label=_("Order"), min_value=1, required=False)
    starts = forms.TimeField(label=_("Time"), widget=ClockInput, required=False)
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=240, required=False)
    room = forms.CharField(label=_("Room"), max_length=80, required=False)

    def clean(self) -> dict:
        super().clean()
        data = self.cleaned_data
        if data.get("starts") and not (data.get("minutes") and data.get("room")):
            raise forms.ValidationError(gettext("Give the minutes and the room too."))
        return data


SlotFormSet = forms.formset_factory(SlotForm, extra=0)
