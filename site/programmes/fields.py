"""What a form changes about its fields once it knows the person and the call."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from babel.numbers import get_currency_symbol
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms import BaseForm, CharField, ChoiceField, Field, ModelChoiceField
from django.utils.translation import gettext_lazy as _

from .money import typed

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class MoneyField(CharField):
    """An amount typed in any usual way; cleaned to minor units, or None when left empty.

    Say its currency at once, or with `in_currency` once the form knows it.
    """

    prefix = ""
    currency = ""

    def __init__(self, *, currency: str = "", **kwargs) -> None:
        super().__init__(**kwargs)
        self.widget.attrs |= {"inputmode": "decimal", "dir": "ltr", "autocomplete": "off"}
        if currency:
            self.in_currency(currency)

    def in_currency(self, currency: str) -> None:
        self.currency = currency
        self.prefix = get_currency_symbol(currency, locale="en")

    def clean(self, value: object) -> int | None:
        text = super().clean(str(value) if value is not None else "")
        if not text:
            return None
        try:
            return typed(text, self.currency)
        except ValueError as error:
            raise ValidationError(_("Write the amount in numbers, such as 4500.")) from error


def offer_records(form: BaseForm, name: str, records: QuerySet) -> ModelChoiceField:
    """Let the field `name` offer these records, and return it."""
    field = cast(ModelChoiceField, form.fields[name])
    field.queryset = records
    return field


def offer_choices(
    form: BaseForm, name: str, choices: "Iterable[tuple[str, StrOrPromise]]"
) -> ChoiceField:
    """Let the field `name` offer these values with their labels, and return it."""
    field = cast(ChoiceField, form.fields[name])
    field.choices = list(choices)
    return field


def show(field: Field, **how: object) -> None:
    """How templates/django/forms/field.html shows the field.

    `hide_optional`, `prefix` and `suffix` (such as a currency), `why` it is asked and `seen_by`.
    """
    vars(field).update(how)
