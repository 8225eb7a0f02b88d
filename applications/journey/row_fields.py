"""Form fields that are a small table: a budget, a team, a contact."""

from typing import TYPE_CHECKING, ClassVar, TypedDict

from django import forms
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from programmes.money import for_typing, typed

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Column(TypedDict):
    """One field of a row: the name it is stored under, its words and its input's attributes."""

    name: str
    label: "StrOrPromise"
    attrs: dict[str, str]


class RowsInput(forms.Widget):
    """A table to fill in, with empty rows at its end; saving it brings new empty ones.

    Reads and shows a list of {column: text}. Rows without any text are left out.
    """

    template_name = "journey/widgets/rows.html"
    use_fieldset = True

    def __init__(self, columns: list[Column], *, most: int, one: bool = False) -> None:
        super().__init__()
        self.columns, self.most, self.one = columns, most, one
        self.wrong: set[int] = set()
        """The numbers of the rows, from 0, that can't be taken as they are."""

    def get_context(self, name: str, value, attrs) -> dict:
        context = super().get_context(name, value, attrs)
        given = [row for row in value or [] if isinstance(row, dict)]
        count = 1 if self.one else min(self.most, max(3, len(given) + 2))
        rows = given + [{}] * (count - len(given))
        base = context["widget"]["attrs"].get("id") or name
        context["widget"] |= {
            "columns": self.columns,
            "one": self.one,
            "rows": [self._row(name, base, number, row) for number, row in enumerate(rows)],
            "told_by": f"{base}_error",
        }
        return context

    def _row(self, name: str, base: str, number: int, row: dict) -> list[dict]:
        return [
            {
                "label": column["label"],
                "name": f"{name}-{number}-{column['name']}",
                "id": base if not number and not place else f"{base}-{number}-{column['name']}",
                "value": row.get(column["name"], ""),
                "attrs": column["attrs"],
                "wrong": number in self.wrong,
            }
            for place, column in enumerate(self.columns)
        ]

    def value_from_datadict(self, data, files, name: str) -> list[dict[str, str]]:
        names = [column["name"] for column in self.columns]
        rows = [
            {each: data.get(f"{name}-{number}-{each}", "").strip() for each in names}
            for number in range(self.most)
        ]
        return [row for row in rows if any(row.values())]

    def value_omitted_from_data(self, data, files, name: str) -> bool:
        return f"{name}-0-{self.columns[0]['name']}" not in data

    def id_for_label(self, id_: str) -> str:
        return ""


class RowsField(forms.Field):
    """Rows of texts; `clean_row` says what is wrong with one, under its number."""

    columns: ClassVar[list[Column]] = []
    most = 40

    def __init__(self, **kwargs) -> None:
        super().__init__(widget=RowsInput(self.columns, most=self.most), **kwargs)

    def clean(self, value):
        rows, wrong = [], []
        for number, row in enumerate(super().clean(value) or [], 1):
            try:
                rows.append(self.clean_row(row))
            except forms.ValidationError as error:
                self.widget.wrong.add(number - 1)
                words = {"number": number, "what": " ".join(error.messages)}
                wrong.append(_("Line %(number)s: %(what)s") % words)
        if wrong:
            raise forms.ValidationError(wrong)
        return rows

    def clean_row(self, row: dict[str, str]) -> dict:
        raise NotImplementedError

    def for_typing(self, rows: list[dict]) -> list[dict]:
        """Stored rows as the table shows them again."""
        return rows


class BudgetField(RowsField):
    """Lines of a budget: `[{what, amount}]` with amounts in minor units of the call's currency."""

    most = 20
    columns: ClassVar[list[Column]] = [
        Column(name="what", label=_("What for"), attrs={"maxlength": "100"}),
        Column(
            name="amount",
            label=_("Amount"),
            attrs={"inputmode": "decimal", "dir": "ltr", "autocomplete": "off"},
        ),
    ]

    def __init__(self, *, currency: str, **kwargs) -> None:
        super().__init__(**kwargs)
        self.currency = currency

    def clean_row(self, row: dict[str, str]) -> dict:
        if not row["what"]:
            raise forms.ValidationError(_("Say what the money is for."))
        try:
            return {"what": row["what"], "amount": typed(row["amount"], self.currency)}
        except ValueError as error:
            raise forms.ValidationError(_("Write the amount in numbers, such as 4500.")) from error

    def for_typing(self, rows: list[dict]) -> list[dict]:
        return [{**row, "amount": for_typing(row["amount"], self.currency)} for row in rows]


class TeamField(RowsField):
    """Who works on the project: `[{name, does}]`."""

    most = 15
    columns: ClassVar[list[Column]] = [
        Column(name="name", label=_("Name"), attrs={"maxlength": "80", "autocomplete": "off"}),
        Column(name="does", label=_("What they do"), attrs={"maxlength": "100"}),
    ]

    def clean_row(self, row: dict[str, str]) -> dict:
        if not row["name"]:
            raise forms.ValidationError(_("Write a name."))
        return row


class ContactField(forms.Field):
    """Somebody we can reach: `{name, email, phone}` with a name and one way to reach them."""

    columns: ClassVar[list[Column]] = [
        Column(name="name", label=_("Name"), attrs={"maxlength": "120", "autocomplete": "off"}),
        Column(name="email", label=_("E-mail"), attrs={"type": "email", "autocomplete": "off"}),
        Column(name="phone", label=_("Phone"), attrs={"type": "tel", "autocomplete": "off"}),
    ]

    def __init__(self, **kwargs) -> None:
        super().__init__(widget=RowsInput(self.columns, most=1, one=True), **kwargs)

    def clean(self, value):
        rows = super().clean(value)
        if not rows:
            return None
        [contact] = rows
        try:
            self._refuse(contact)
        except forms.ValidationError:
            self.widget.wrong.add(0)
            raise
        return contact

    @staticmethod
    def _refuse(contact: dict[str, str]) -> None:
        if not contact["name"]:
            raise forms.ValidationError(_("Write a name."))
        if not contact["email"] and not contact["phone"]:
            raise forms.ValidationError(_("Write an e-mail address or a phone number."))
        if contact["email"]:
            validate_email(contact["email"])
