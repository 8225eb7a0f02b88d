"""What a form changes about its fields once it knows the person and the call."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from django.db.models import QuerySet
from django.forms import BaseForm, ChoiceField, Field, ModelChoiceField

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


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
