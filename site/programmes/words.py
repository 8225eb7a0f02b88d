"""Names that staff write, in every language of the site.

A record keeps a name in the site's first language in an ordinary column, which is unique, ordered
and searched as ever, and the same words in other languages beside it: `name` and
`name_words = WordsField()`, which holds `{"ar": "…", "fr": "…"}`. See docs/adr/0007.
"""

from collections.abc import Mapping

from django import forms
from django.conf import settings
from django.db import models
from django.db.models import Value
from django.utils.text import format_lazy
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _

SUFFIX = "_words"


def worded(record: models.Model, name: str, language: str | None = None) -> str:
    """The words of the field `name` in `language` (the reader's, if not said), else the first."""
    words = getattr(record, name + SUFFIX)
    code = language or get_language() or settings.LANGUAGE_CODE
    return words.get(code) or words.get(code.partition("-")[0]) or getattr(record, name)


def other_languages() -> list[str]:
    """The languages of the site but its first one, which the ordinary column is written in."""
    return [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]


def kept(old: Mapping[str, object], new: Mapping[str, object]) -> dict[str, object]:
    """`new`, with the words of languages that the site does not offer now and a form can't show."""
    offered = other_languages()
    return {**{code: each for code, each in old.items() if code not in offered}, **new}


class WordsInput(forms.MultiWidget):
    """One labelled input a language, in its own direction."""

    template_name = "programmes/words_input.html"
    use_fieldset = True

    def __init__(self, *, long: bool = False, attrs=None) -> None:
        self.codes = other_languages()
        widget = forms.Textarea if long else forms.TextInput
        rows = {"rows": 3} if long else {}
        super().__init__({code: widget(_attrs(code) | rows) for code in self.codes}, attrs)

    def decompress(self, value: Mapping[str, str] | None) -> list[str]:
        return [(value or {}).get(code, "") for code in self.codes]

    def get_context(self, name, value, attrs) -> dict:
        context = super().get_context(name, value, attrs)
        for code, part in zip(self.codes, context["widget"]["subwidgets"], strict=True):
            part["language"], part["code"] = get_language_info(code)["name_local"], code
        return context

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return ""


def _attrs(code: str) -> dict[str, str]:
    return {"lang": code, "dir": "rtl" if get_language_info(code)["bidi"] else "ltr"}


class WordsFormField(forms.MultiValueField):
    """`{"ar": "…"}` from one input a language; an empty input leaves the language out."""

    def __init__(self, *, long: bool = False, max_length: int | None = None, **given) -> None:
        given.setdefault("widget", WordsInput(long=long))
        fields = [
            forms.CharField(max_length=max_length, required=False) for _code in other_languages()
        ]
        super().__init__(fields, require_all_fields=False, **given | {"required": False})

    def compress(self, values: list[str]) -> dict[str, str]:
        return {
            code: words for code, words in zip(other_languages(), values, strict=False) if words
        }


class WordsField(models.JSONField):
    """The words of another field in the other languages; its name is that field's and `_words`."""

    def __init__(self, *args, **given) -> None:
        given |= {"default": dict, "blank": True}
        given.setdefault("db_default", Value({}, models.JSONField()))
        super().__init__(*args, **given)

    def deconstruct(self):
        name, path, args, given = super().deconstruct()
        for fixed in ("default", "blank", "db_default"):
            given.pop(fixed, None)
        return name, path, args, given

    def contribute_to_class(self, cls, name, private_only=False) -> None:
        super().contribute_to_class(cls, name, private_only)
        source = cls._meta.get_field(name.removesuffix(SUFFIX))
        self.verbose_name = format_lazy(_("{field} in other languages"), field=source.verbose_name)

    def formfield(self, **given):
        source = self.model._meta.get_field(self.name.removesuffix(SUFFIX))
        long = isinstance(source, models.TextField)
        given.pop("widget", None)
        return models.Field.formfield(
            self,
            form_class=WordsFormField,
            long=long,
            max_length=source.max_length,
            initial={},
            show_hidden_initial=False,
            **given,
        )

    def save_form_data(self, instance: models.Model, data: dict[str, str]) -> None:
        setattr(instance, self.attname, kept(getattr(instance, self.attname) or {}, data))
