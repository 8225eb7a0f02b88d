"""What an officer fills in to write a rubric."""

import re

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from programmes.fields import offer_records
from programmes.words import WordsFormField

from .actions import Line
from .models import Criterion, Rubric
from .models.rubrics import calls_run_by

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
