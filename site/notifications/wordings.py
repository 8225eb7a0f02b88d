"""Staff's own words for messages, checked before anybody gets one."""

from string import Formatter
from typing import cast

from django import forms
from django.utils.functional import lazy
from django.utils.html import format_html, format_html_join, linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, ObjectList

from .letters import Letter


def fillable(letter: Letter) -> set[str]:
    """The words in braces that are filled in: those of the built-in text, and the name."""
    return {"name"} | words_in(str(letter.subject)) | words_in(str(letter.body))


def words_in(text: str) -> set[str]:
    """The words in braces. Raises ValueError for braces that do not close or hold a trick."""
    parts = list(Formatter().parse(text))
    if any(spec or conversion for _text, _word, spec, conversion in parts):
        raise ValueError("only plain words stand in braces")
    return {word for _text, word, _spec, _conversion in parts if word is not None}


class WordingForm(WagtailAdminModelForm):
    """Refuses a text that could not be filled in when its message is due."""

    kind = forms.ChoiceField(label=gettext_lazy("Message"))

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        named = [(kind, f"{letter.subject} ({kind})") for kind, letter in letters()]
        cast(forms.ChoiceField, self.fields["kind"]).choices = named

    def clean(self) -> dict:
        given = super().clean()
        letter = Letter.registry.get(given.get("kind", ""))
        for name in ("subject", "body"):
            if letter and name in given:
                self._check(name, given[name], fillable(letter))
        return given

    def _check(self, name: str, text: str, known: set[str]) -> None:
        try:
            unknown = words_in(text) - known
        except ValueError:
            unknown = {"…"}
        if unknown:
            words = ", ".join(f"{{{word}}}" for word in sorted(known))
            self.add_error(name, _("In this message only these are filled in: %s.") % words)


def letters() -> list[tuple[str, Letter]]:
    return sorted(Letter.registry.items())


def _built_in() -> SafeString:
    """Our own words for every message, to start from."""
    return format_html_join(
        "",
        "<details><summary>{} ({})</summary>{}</details>",
        (
            (letter.subject, kind, mark_safe(linebreaks(str(letter.body), autoescape=True)))  # noqa: S308
            for kind, letter in letters()
        ),
    )


def _help() -> SafeString:
    return format_html("<p>{}</p>{}", _("Our words, to copy from:"), _built_in())


WordingPanels = ObjectList(
    [
        FieldRowPanel([FieldPanel("kind"), FieldPanel("language")]),
        FieldPanel("subject"),
        FieldPanel("body"),
        HelpPanel(content=lazy(_help, str)(), heading=gettext_lazy("Built-in words")),
    ],
    base_form_class=WordingForm,
)
