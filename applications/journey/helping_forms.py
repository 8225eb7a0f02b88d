"""What an applicant types to let somebody help."""

from datetime import date

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from config import languages
from programmes.fields import offer_choices, show

from . import consents
from .models import Application, CoApplicant, Helper
from .models.helpers import LONGEST, USUAL
from .officer_forms import DayInput
from .questions import sections


def last_day(today: date) -> date:
    """The longest that help can last; then somebody agrees again."""
    return today + LONGEST


READ, TYPE = "read", "type"


class HelperForm(forms.ModelForm):
    """Who, what they may do, in which parts, and until when."""

    scope = forms.ChoiceField(
        label=_("What may they do?"),
        choices=[(TYPE, _("Read and fill in")), (READ, _("Only read"))],
        initial=TYPE,
        widget=forms.RadioSelect,
    )
    parts = forms.MultipleChoiceField(
        label=_("Which parts may they see?"), widget=forms.CheckboxSelectMultiple
    )
    until = forms.DateField(
        label=_("Until when?"),
        help_text=_("The help ends by itself at the end of that day."),
        widget=DayInput,
    )
    agree = forms.BooleanField(
        label=_("I agree to this:"),
        error_messages={"required": _("Tick this box if you agree. We cannot ask them without.")},
    )

    class Meta:
        model = Helper
        fields = ["name", "email", "language", "relation"]
        labels = {
            "name": _("What is their name?"),
            "email": _("Their e-mail address"),
            "language": _("Which language should we write to them in?"),
            "relation": _("Who are they?"),
        }
        help_texts = {"email": _("They sign in with a code that we send there.")}
        widgets = {
            "relation": forms.RadioSelect,
            "email": forms.EmailInput(attrs={"autocomplete": "off", "dir": "ltr"}),
        }

    field_order = ["name", "email", "relation", "language", "scope", "parts", "until", "agree"]

    def __init__(self, application: Application, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.application, self.consent = application, consents.to_help()
        every = sections(application.question_set, get_language() or "")
        offer_choices(self, "parts", [(each.key, each.title) for each in every])
        self.fields["parts"].initial = [each.key for each in every]
        asked_by_officers = Helper.Relation.TRANSLATOR
        offered = [each for each in Helper.Relation.choices if each[0] != asked_by_officers]
        offer_choices(self, "relation", offered)
        offer_choices(self, "language", languages.choices())
        self.fields["language"].initial = get_language()
        self.fields["until"].initial = self._today() + USUAL
        self.fields["agree"].help_text = self.consent.words
        self.fields["relation"].error_messages["required"] = _("Choose who they are.")
        show(self.fields["agree"], hide_optional=True)

    def _today(self) -> date:
        return timezone.now().astimezone(self.application.call.zone).date()

    def clean_until(self) -> date:
        until, today = self.cleaned_data["until"], self._today()
        if until < today:
            raise forms.ValidationError(_("Give a day that is still to come."))
        if until > last_day(today):
            raise forms.ValidationError(
                _("Choose a day in the next %(days)s days. You can ask again later.")
                % {"days": LONGEST.days}
            )
        return until

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()

    def validate_constraints(self) -> None:
        """Left to the action, which knows the rest of the record."""


class CoApplicantForm(forms.ModelForm):
    """Somebody with whom the applicant applies."""

    class Meta:
        model = CoApplicant
        fields = ["name", "role", "email", "language"]
        labels = {
            "name": _("What is their name?"),
            "role": _("What do they do in the project?"),
            "email": _("Their e-mail address"),
            "language": _("Which language should we write to them in?"),
        }
        help_texts = {
            "role": _("Such as cook, teacher, or looks after the money."),
            "email": _("We ask them to say yes. Without it, they are only named here."),
        }
        widgets = {"email": forms.EmailInput(attrs={"autocomplete": "off", "dir": "ltr"})}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "language", languages.choices())
        self.fields["language"].initial = get_language()

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()

    def validate_constraints(self) -> None:
        """Left to the action, which knows the rest of the record."""


class HandOverForm(forms.Form):
    """A helper's few words when they are done."""

    note = forms.CharField(
        label=_("A few words for the applicant"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
