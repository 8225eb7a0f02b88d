"""What a caseworker types to begin an application for somebody, and the claim code."""

from datetime import date

from django import forms
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from applications.calls.models import Call
from config import languages

from . import consents
from .forms import BasicsForm
from .helping_forms import last_day
from .models import AssistedStart, Confirmation
from .officer_forms import DayInput


class ConsentForm(forms.Form):
    """Until when the caseworker helps, and how and when the person agreed to the words."""

    until = forms.DateField(
        label=_("How long will you help?"),
        help_text=_("Your help ends by itself at the end of that day."),
        widget=DayInput,
    )
    how = forms.ChoiceField(
        label=_("How did the person agree?"),
        choices=AssistedStart.ConsentHow.choices,
        widget=forms.RadioSelect,
    )
    agreed_on = forms.DateField(label=_("When did they agree?"), widget=DayInput)
    agree = forms.BooleanField(
        label=_("I read these words to the person, in a language they understand. They agreed.")
    )

    def __init__(self, call: Call, language: str, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.call = call
        with translation.override(language):
            self.consent = consents.to_start_for()
        self.fields["until"].initial = last_day(self._today())
        self.fields["agreed_on"].initial = self._today()

    def _today(self) -> date:
        return timezone.now().astimezone(self.call.zone).date()

    def clean_agreed_on(self) -> date:
        if self.cleaned_data["agreed_on"] > self._today():
            raise forms.ValidationError(_("This day is still to come."))
        return self.cleaned_data["agreed_on"]

    def clean_until(self) -> date:
        until, today = self.cleaned_data["until"], self._today()
        if not today <= until <= last_day(today):
            raise forms.ValidationError(_("Choose a day in the next 90 days."))
        return until


class StartForForm(ConsentForm, BasicsForm):
    """The person, their project, and what they agreed to, in the language that they read."""

    name = forms.CharField(
        label=_("What should we call the person?"),
        help_text=_("Any name they like. It need not be the one in their papers."),
        max_length=120,
    )
    phone = forms.CharField(
        label=_("Their phone number"),
        help_text=_("Only if we may call them."),
        max_length=32,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )
    field_order = ["name", "phone", "title", "strand", "city", "until", "how", "agreed_on", "agree"]

    def __init__(self, call: Call, language: str, *args, **kwargs) -> None:
        super().__init__(call, language, call, *args, **kwargs)
        self.fields["title"].label = _("What is the project called?")
        self.fields["title"].help_text = ""


class LanguageForm(forms.Form):
    """Which language the person reads: the words they agree to come in it."""

    language = forms.ChoiceField(
        label=_("Which language does the person understand best?"),
        choices=languages.choices,
        widget=forms.RadioSelect,
    )


class ClaimForm(forms.Form):
    """The code of a printed sheet."""

    code = forms.CharField(
        label=_("The code on your sheet"),
        help_text=_("Twelve digits, such as 1234 5678 9012."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric", "dir": "ltr"}),
    )


class SpokenForm(forms.Form):
    """How the person said that their answers are right, when a caseworker sends for them."""

    how = forms.ChoiceField(
        label=_("How did the person tell you?"),
        choices=[each for each in Confirmation.How.choices if each[0] != "self"],
        widget=forms.RadioSelect,
    )
