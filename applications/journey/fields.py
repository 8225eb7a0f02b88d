"""The form field of each kind of question. Cleaned values are what answers are stored as."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypedDict
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.calls.blocks import Kind
from applications.calls.models import Call
from files.fields import UploadsField
from programmes.fields import MoneyField
from programmes.money import in_major_units, in_plain_digits, spoken

from .complete import is_empty
from .questions import Question
from .row_fields import BudgetField, ContactField, RowsField, TeamField

if TYPE_CHECKING:
    pass


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
        if not self.call.least_minor <= amount <= self.call.maximum_minor:
            raise forms.ValidationError(self._limits())
        return amount

    def _limits(self) -> str:
        most = spoken(self.call.maximum_minor, self.call.currency)
        if not self.call.minimum_minor:
            return _("Ask for more than zero, and for %s at most.") % most
        least = spoken(self.call.minimum_minor, self.call.currency)
        return _("Ask for %(least)s at least, and for %(most)s at most.") % {
            "least": least,
            "most": most,
        }


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


LETTERS = 4_000
"""Of one answer in words: with its translation, or a second text beside it, a page stays light."""


class WordsField(forms.CharField):
    """Text with at most so many words, and no more letters than a page takes."""

    def __init__(self, *, word_limit: int | None, **kwargs) -> None:
        super().__init__(**kwargs)
        self.max_words = word_limit
        if word_limit:
            self.widget.attrs["data-words"] = word_limit

    def clean(self, value: str) -> str:
        text = super().clean(value).replace("\r\n", "\n")
        count = len(text.split())
        if self.max_words and count > self.max_words:
            raise forms.ValidationError(
                _("Use %(limit)s words at most. You have %(count)s. Your text is kept.")
                % {"limit": self.max_words, "count": count}
            )
        if len(text) > LETTERS:
            raise forms.ValidationError(
                _("Use %(limit)s letters at most. You have %(count)s. Your text is kept.")
                % {"limit": LETTERS, "count": len(text)}
            )
        return text


class PlaceField(forms.CharField):
    """A town or city. A street, a house number or a postcode is more than we need to know."""

    def __init__(self, **kwargs) -> None:
        super().__init__(max_length=80, **kwargs)

    def clean(self, value: str) -> str:
        place = super().clean(value)
        if any(character.isdecimal() for character in place):
            raise forms.ValidationError(
                _("Write the town or city only, without a street, a number or a postcode.")
            )
        return place


SPOKEN_SECONDS = 90
FILE_FIELDS: dict[Kind, dict[str, Any]] = {
    Kind.FILES: {"sets": ("documents", "pictures", "sound", "film")},
    Kind.PHOTOS: {"sets": ("pictures",), "capture": "environment"},
    Kind.SPOKEN: {"sets": ("sound",), "most": 1, "longest": SPOKEN_SECONDS},
}


class Words(TypedDict):
    """What every kind of field is told."""

    label: str
    help_text: str
    required: bool


def answer_field(
    question: Question,
    call: Call,
    *,
    by: User,
    there: Iterable[str] = (),
    address: Callable[[UUID], str] | None = None,
) -> forms.Field:
    """The field that reads `by`'s answers to `question`; nothing is required for saving.

    `there` are the ids of files that were part of the answer before; they open at `address`.
    """
    words = Words(label=question.label, help_text=question.help_text, required=False)
    if kind := FILE_FIELDS.get(question.kind):
        return UploadsField(by=by, there=there, address=address, **kind, **words)
    if plain := PLAIN_FIELDS.get(question.kind):
        return plain(**words)
    match question.kind:
        case Kind.LONG_TEXT:
            area = forms.Textarea(attrs={"rows": 8})
            return WordsField(word_limit=question.word_limit, widget=area, **words)
        case Kind.CHOICE:
            return forms.ChoiceField(choices=question.options, widget=forms.RadioSelect, **words)
        case Kind.CHOICES:
            boxes = forms.CheckboxSelectMultiple
            return forms.MultipleChoiceField(choices=question.options, widget=boxes, **words)
        case Kind.MONEY:
            return WholeMoneyField(call=call, **words)
        case Kind.BUDGET:
            return BudgetField(currency=call.currency, **words)
    return WordsField(word_limit=question.word_limit, max_length=500, **words)


PLAIN_FIELDS: dict[Kind, type[forms.Field]] = {
    Kind.NUMBER: PlainNumberField,
    Kind.DATE: IsoDateField,
    Kind.DECLARATION: forms.BooleanField,
    Kind.TEAM: TeamField,
    Kind.CONTACT: ContactField,
    Kind.PLACE: PlaceField,
}


def for_typing_again(field: forms.Field, value: object, *, valid: bool) -> object:
    """A stored answer as its field shows it; what was not valid comes as it was typed.

    Nothing comes of an answer to a question of another kind, which an earlier version asked.
    """
    if not _suits(field, value):
        return None
    if isinstance(value, dict):
        return [value]
    if not valid or is_empty(value):
        return value
    if isinstance(field, RowsField) and isinstance(value, list):
        return field.for_typing(value)
    if isinstance(field, WholeMoneyField) and isinstance(value, int):
        return in_plain_digits(value, field.currency)
    return value


SHAPES: tuple[tuple[type[forms.Field], type | tuple[type, ...]], ...] = (
    (UploadsField, list),
    (RowsField, list),
    (ContactField, (dict, list)),
    (forms.MultipleChoiceField, list),
    (forms.BooleanField, bool),
)
"""What the value of such a field is. Every other is a text or a number."""


def _suits(field: forms.Field, value: object) -> bool:
    for kind, shape in SHAPES:
        if isinstance(field, kind):
            return is_empty(value) or isinstance(value, shape)
    return not isinstance(value, list | dict | bool)
