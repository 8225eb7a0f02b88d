"""What a translator types, and what an applicant says to it."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from programmes.fields import show

from .answer_files import address_in, shown
from .answered import Answered
from .models import AnswerTranslation, Application
from .translations import name_of, team_language


@dataclass(frozen=True)
class Pair:
    """An answer, the box for its translation, and the version of it that was shown."""

    answered: Answered
    files: list[dict]
    field: forms.BoundField
    seen: int


class TranslationsForm(forms.Form):
    """One box for each answer in another language, and who translated. Empty boxes are left."""

    translator = forms.CharField(
        label=_("Who translates?"),
        help_text=_("The name stands beside the translation. The applicant and the judges see it."),
        max_length=120,
    )
    how = forms.ChoiceField(
        label=_("How?"), choices=AnswerTranslation.How.choices, widget=forms.RadioSelect
    )

    def __init__(self, application: Application, answers: list[Answered], *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.application, self.answers = application, answers
        for each in answers:
            name = self.name_of(each)
            self.fields[name] = forms.CharField(
                label=_("Translation into %(language)s") % {"language": name_of(team_language())},
                required=False,
                widget=forms.Textarea(attrs={"rows": _rows(each.text), "lang": team_language()}),
            )
            show(self.fields[name], hide_optional=True)

    @staticmethod
    def name_of(answered: Answered) -> str:
        return f"text-{answered.question.key}"

    @property
    def pairs(self) -> list[Pair]:
        """Each answer with its box."""
        address = address_in(self.application)
        return [
            Pair(
                answered=each,
                files=shown(each.files, address, own=False),
                field=self[self.name_of(each)],
                seen=self.seen(each),
            )
            for each in self.answers
        ]

    def seen(self, answered: Answered) -> int:
        """The version of the answer that the translator has read."""
        posted = self.data.get(f"seen-{answered.question.key}", "")
        if posted.isdecimal():
            return int(posted)
        return answered.answer.version if answered.answer else 0


def _rows(text: str) -> int:
    return min(16, max(3, len(text) // 60 + 2))


class RemarkForm(forms.Form):
    """What is wrong with a translation."""

    remark = forms.CharField(
        label=_("What is wrong?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Write in any language. The team reads this."),
    )

    @property
    def said(self) -> str:
        """What was typed; empty for a form that nobody sent."""
        return self.cleaned_data.get("remark", "") if self.is_bound and self.is_valid() else ""
