"""What an officer fills in to prepare a round."""

import re
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

from .actions import Line
from .models import Criterion, PanelMember, PanelTerms, Round, Rubric, Sample
from .models.rubrics import calls_run_by
from .walking import minima_of

WORDS = re.compile(r"^\s*(-?\d+)\s*[:–—-]\s*(.+?)\s*$")


class RubricForm(forms.ModelForm):
    class Meta:
        model = Rubric
        fields = ["call", "scale_min", "scale_max", "pass_mark", "gives_feedback", "needs_comment"]

    def __init__(self, *args, by: User, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        offer_records(self, "call", calls_run_by(by))
        if self.instance.pk:
            self.fields["call"].disabled = True

    def clean(self) -> dict:
        super().clean()
        data = self.cleaned_data
        low, high = data.get("scale_min"), data.get("scale_max")
        if low is None or high is None:
            return data
        if not 0 < high - low <= 20:
            raise forms.ValidationError(gettext("The scale needs 2 to 21 marks."))
        needed = data.get("pass_mark")
        if needed is not None and not low <= needed <= high:
            self.add_error("pass_mark", gettext("This is not on the scale."))
        return data

    def rubric(self) -> Rubric:
        """The rubric as typed, with the next version of its call when it is new."""
        rubric = self.save(commit=False)
        if rubric.pk is None:
            newest = Rubric.objects.filter(call=rubric.call).order_by("-version").first()
            rubric.version = newest.version + 1 if newest else 1
        return rubric


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


class LineForm(forms.Form):
    """One criterion. An empty name leaves it out."""

    name = forms.CharField(label=_("Name"), max_length=120, required=False)
    name_words = WordsFormField(label=_("Name in other languages"), max_length=120)
    description = forms.CharField(
        label=_("What to look for"), widget=forms.Textarea(attrs={"rows": 2}), required=False
    )
    description_words = WordsFormField(label=_("What to look for in other languages"), long=True)
    weight = forms.IntegerField(
        label=_("Weight"),
        help_text=_("2 counts twice as much as 1."),
        min_value=1,
        max_value=1000,
        initial=1,
    )
    words = forms.CharField(
        label=_("What each mark means"),
        help_text=_("One mark on each line, such as “5: clear and proven”."),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )
    words_elsewhere = WordsFormField(
        label=_("What each mark means in other languages"),
        help_text=_("One mark on each line, as above."),
        long=True,
    )
    pass_mark = forms.IntegerField(
        label=_("Pass mark"),
        help_text=_("For the panel's middle mark. Below it a project is not funded."),
        required=False,
    )
    allows_not_applicable = forms.BooleanField(
        label=_("A judge may say “does not apply”"), required=False
    )

    def clean_words(self) -> dict[str, str]:
        return _points(self.cleaned_data["words"])

    def clean_words_elsewhere(self) -> dict[str, dict[str, str]]:
        given = self.cleaned_data["words_elsewhere"]
        return {language: _points(words) for language, words in given.items()}

    @staticmethod
    def initial_of(criterion: Criterion) -> dict[str, object]:
        elsewhere = criterion.points_words.items()
        return {
            "name": criterion.name,
            "name_words": criterion.name_words,
            "description": criterion.description,
            "description_words": criterion.description_words,
            "weight": criterion.weight,
            "words": _lines(criterion.points),
            "words_elsewhere": {language: _lines(points) for language, points in elsewhere},
            "pass_mark": criterion.pass_mark,
            "allows_not_applicable": criterion.allows_not_applicable,
        }

    def line(self) -> Line:
        data = self.cleaned_data
        return Line(
            name=data["name"],
            name_words=data["name_words"],
            description=data["description"],
            description_words=data["description_words"],
            weight=data["weight"],
            points=data["words"],
            points_words=data["words_elsewhere"],
            allows_not_applicable=data["allows_not_applicable"],
            pass_mark=data["pass_mark"],
        )


def _points(text: str) -> dict[str, str]:
    """What each mark means, from lines such as “5: clear and proven”."""
    points = {}
    for line in text.splitlines():
        if not line.strip():
            continue
        found = WORDS.match(line)
        if not found:
            raise forms.ValidationError(
                gettext("Begin each line with a mark: “5: clear and proven”.")
            )
        points[found[1]] = found[2]
    return points


def _lines(points: dict[str, str]) -> str:
    marks = sorted(points.items(), key=lambda each: -int(each[0]))
    return "\n".join(f"{mark}: {words}" for mark, words in marks)


class RoomForFive(forms.BaseFormSet):
    """A new rubric has room for five criteria at once, a known one for two more."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.extra = 2 if self.initial else 5


LineFormSet = forms.formset_factory(LineForm, formset=RoomForFive, max_num=30)


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
