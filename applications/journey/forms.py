"""The applicant's forms. They read and say what is wrong; they hold no rule and write nothing."""

from typing import TYPE_CHECKING

from django import forms
from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import Person, User
from applications.calls.blocks import FILE_KINDS, SeenBy
from applications.calls.models import Call
from files.fields import UploadsField
from programmes.fields import offer_records, show

from .answer_files import address_in, ever_given
from .complete import asked_of, given_to, is_empty, is_met
from .fields import answer_field, for_typing_again
from .models import Application
from .questions import Question, Section
from .translations import language_choices

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SEEN_BY = {
    SeenBy.JUDGES: _("You, the programme team and the judges of this call."),
    SeenBy.TEAM: _("You and the programme team. The judges do not see it."),
}


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


def writes_in(language: str) -> forms.ChoiceField:
    """In which language somebody writes. It can be another one for each answer."""
    field = forms.ChoiceField(
        label=_("Which language will you write in?"),
        help_text=_("Any of these is good. A person puts your answers into our team's language."),
        choices=language_choices,
        initial=language,
        required=False,
    )
    show(field, hide_optional=True)
    return field


class OwnBasicsForm(BasicsForm):
    """The basics of a draft, with the language of its answers."""

    def __init__(self, call: Call, *args, instance: Application, **kwargs) -> None:
        super().__init__(call, *args, instance=instance, **kwargs)
        self.fields["writes_in"] = writes_in(instance.language)


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
        self.fields["writes_in"] = writes_in(get_language() or "")
        if person.has_own_name:
            del self.fields["name"]


def field_for(question: Question, application: Application, *, by: User) -> forms.Field:
    """The form field that takes answers to `question`. Nothing is ever required for saving."""
    there = ever_given(application, question.key) if question.kind in FILE_KINDS else ()
    address = address_in(application)
    field = answer_field(question, application.call, by=by, there=there, address=address)
    show(field, hide_optional=question.required)
    if question.only_if:
        show(field, only_if=question.only_if)
    if question.why or question.seen_by == SeenBy.TEAM:
        show(field, why=question.why, seen_by=SEEN_BY[question.seen_by])
    return field


class MoreTimeForm(forms.Form):
    """Why somebody needs more time, in whatever words and language they like."""

    reason = forms.CharField(
        label=_("Why do you need more time?"),
        help_text=_("A few words are enough. Say until when, if you know."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )


class SectionForm(forms.Form):
    """One section's questions. `open_keys` limits it to the questions that are open to change."""

    def __init__(
        self, section: Section, application: Application, *args, by: User, open_keys=None, **kwargs
    ) -> None:
        super().__init__(*args, **kwargs)
        answers = given_to(application)
        self.questions = _put_here(section, asked_of(application), open_keys)
        for question in self.questions:
            self.fields[question.key] = field_for(question, application, by=by)
            if answer := answers.get(question.key):
                self.initial[question.key] = for_typing_again(
                    self.fields[question.key], answer.value, valid=answer.valid
                )

    def clean(self) -> dict:
        """What is wrong with an answer to a question that is not asked stops nobody."""
        given = self.cleaned_data
        for each in self.questions:
            on = each.only_if
            if on and on.key in self.fields and not is_met(on, given.get(on.key)):
                self.errors.pop(each.key, None)
        return given

    def typed(self, key: str) -> tuple[object, bool]:
        """The value to keep for a question, and whether it is valid. Call after is_valid()."""
        if key in self.cleaned_data:
            value = self.cleaned_data[key]
            return (None if value is False or is_empty(value) else value), True
        field = self.fields[key]
        if isinstance(field, UploadsField):
            return field.taken or None, True
        raw = field.widget.value_from_datadict(self.data, self.files, self.add_prefix(key))
        return (raw.replace("\r\n", "\n") if isinstance(raw, str) else raw), False


def _put_here(section: Section, asked: set[str], open_keys: set[str] | None) -> list[Question]:
    """The section's questions for this person.

    One that hangs on a question of the same page stands there with its condition, since the page
    works without scripts.
    """
    here: dict[str, Question] = {}
    for each in section.questions:
        hangs_on_this_page = each.only_if is not None and each.only_if.key in here
        if each.key in asked or hangs_on_this_page:
            here[each.key] = each
    return [each for each in here.values() if open_keys is None or each.key in open_keys]
