"""The applicant's forms. They read and say what is wrong; they hold no rule and write nothing."""

from typing import TYPE_CHECKING, TypedDict

from django import forms
from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from applications.calls.blocks import Kind
from applications.calls.models import Call
from programmes.fields import MoneyField, offer_records, show
from programmes.money import in_major_units, spoken

from .models import Answer, Application
from .questions import Question, Section, is_empty

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SEEN_BY = _("You, the programme team and the judges of this call.")


class EligibilityForm(forms.Form):
    """A call's yes-or-no questions, in the language of the page."""

    def __init__(self, call: Call, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for question in call.eligibility_questions.all():
            words = question.words(get_language())
            self.fields[question.key] = forms.TypedChoiceField(
                label=words["question"],
                help_text=words.get("help", ""),
                choices=[("yes", _("Yes")), ("no", _("No"))],
                coerce=lambda answer: answer == "yes",
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose yes or no.")},
            )


class BasicsForm(forms.ModelForm):
    """What an application is called, and which strand and city it belongs to."""

    class Meta:
        model = Application
        fields = ["title", "strand", "city"]
        widgets = {"strand": forms.RadioSelect, "city": forms.RadioSelect}

    def __init__(self, call: Call, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].label = _("What is your project called?")
        self.fields["title"].help_text = _("A short name. You can change it until you send.")
        self._offer("strand", _("What kind of project is it?"), call.strands.all())
        self._offer("city", _("Where will it happen?"), call.cities.all())

    def _offer(self, name: str, label: "StrOrPromise", choices: QuerySet) -> None:
        field = offer_records(self, name, choices)
        field.label, field.empty_label = label, None
        if len(choices) == 1:
            field.initial = choices[0]

    def validate_unique(self) -> None:
        """Left to the action, which knows the applicant."""


class StartForm(BasicsForm):
    """The first page of an application; it also asks who has told us no name yet for one."""

    name = forms.CharField(
        label=_("What should we call you?"),
        help_text=_("Any name you like. We use it in letters and on screens."),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ["name", "title", "strand", "city"]

    def __init__(self, call: Call, person: Person, *args, **kwargs) -> None:
        super().__init__(call, *args, **kwargs)
        if person.has_own_name:
            del self.fields["name"]


class WholeMoneyField(MoneyField):
    """An amount in whole currency that the call can give; cleaned to minor units."""

    def __init__(self, *, call: Call, **kwargs) -> None:
        super().__init__(currency=call.currency, **kwargs)
        self.call = call
        self.widget.attrs["inputmode"] = "numeric"

    def clean(self, value: object) -> int | None:
        amount = super().clean(value)
        if amount is None:
            return None
        if in_major_units(amount, self.currency) % 1:
            raise forms.ValidationError(_("Write a whole amount, without cents."))
        if not 0 < amount <= self.call.maximum_minor:
            most = spoken(self.call.maximum_minor, self.call.currency)
            raise forms.ValidationError(_("Ask for more than zero, and for %s at most.") % most)
        return amount


class PlainNumberField(forms.DecimalField):
    """A number; cleaned to an int where it is whole, so that JSON keeps it as typed."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "dir": "ltr"})
    default_error_messages = {"invalid": _("Write a number, such as 12.")}

    def clean(self, value):
        number = super().clean(value)
        if number is None:
            return None
        return int(number) if number == number.to_integral_value() else float(number)


class IsoDateField(forms.DateField):
    """A day; cleaned to its ISO text."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    default_error_messages = {"invalid": _("Write a day, such as 2027-03-31.")}

    def clean(self, value):
        day = super().clean(value)
        return day and day.isoformat()


class WordsField(forms.CharField):
    """Text with at most so many words."""

    def __init__(self, *, word_limit: int | None, **kwargs) -> None:
        super().__init__(**kwargs)
        self.max_words = word_limit

    def clean(self, value: str) -> str:
        text = super().clean(value).replace("\r\n", "\n")
        count = len(text.split())
        if self.max_words and count > self.max_words:
            raise forms.ValidationError(
                _("Use %(limit)s words at most. You have %(count)s. Your text is kept.")
                % {"limit": self.max_words, "count": count}
            )
        return text


def field_for(question: Question, call: Call) -> forms.Field:
    """The form field that takes answers to `question`. Nothing is ever required for saving."""
    field = _kind_of_field(question, call)
    show(field, hide_optional=question.required)
    if question.why:
        show(field, why=question.why, seen_by=SEEN_BY)
    return field


class Words(TypedDict):
    """What every kind of field is told."""

    label: str
    help_text: str
    required: bool


def _kind_of_field(question: Question, call: Call) -> forms.Field:
    words = Words(label=question.label, help_text=question.help_text, required=False)
    match question.kind:
        case Kind.LONG_TEXT:
            area = forms.Textarea(attrs={"rows": 8})
            return WordsField(word_limit=question.word_limit, widget=area, **words)
        case Kind.CHOICE:
            return forms.ChoiceField(choices=question.options, widget=forms.RadioSelect, **words)
        case Kind.CHOICES:
            boxes = forms.CheckboxSelectMultiple
            return forms.MultipleChoiceField(choices=question.options, widget=boxes, **words)
        case Kind.NUMBER:
            return PlainNumberField(**words)
        case Kind.MONEY:
            return WholeMoneyField(call=call, **words)
        case Kind.DATE:
            return IsoDateField(**words)
        case Kind.DECLARATION:
            return forms.BooleanField(**words)
        case _:
            return WordsField(word_limit=question.word_limit, max_length=500, **words)


class SectionForm(forms.Form):
    """One section's questions. `open_keys` limits it to the questions that are open to change."""

    def __init__(self, section: Section, application: Application, *args, open_keys=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.questions = [
            each for each in section.questions if open_keys is None or each.key in open_keys
        ]
        call = application.call
        answers = {each.key: each for each in application.answers.all()}
        for question in self.questions:
            self.fields[question.key] = field_for(question, call)
            if answer := answers.get(question.key):
                self.initial[question.key] = shown(question, answer, call)

    def typed(self, key: str) -> tuple[object, bool]:
        """The value to keep for a question, and whether it is valid. Call after is_valid()."""
        if key in self.cleaned_data:
            value = self.cleaned_data[key]
            return (None if value is False or is_empty(value) else value), True
        field = self.fields[key]
        return field.widget.value_from_datadict(self.data, self.files, self.add_prefix(key)), False


def shown(question: Question, answer: Answer, call: Call) -> object:
    """An answer as its field shows it again: money in whole currency, the rest as stored."""
    if question.kind == Kind.MONEY and answer.valid and isinstance(answer.value, int):
        return f"{in_major_units(answer.value, call.currency):f}".split(".")[0]
    return answer.value
