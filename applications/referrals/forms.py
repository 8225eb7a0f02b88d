"""What a referrer tells us, and what an officer writes down after a call."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from programmes.fields import offer_choices, offer_records
from programmes.models import City, Partner

from .models import Referral

OLDEST_CONSENT = timedelta(days=90)


class ReferralForm(forms.ModelForm):
    """One person, how to reach them, and the yes that they gave."""

    partnership = forms.ChoiceField(label=_("Programme"), widget=forms.RadioSelect)
    consent = forms.BooleanField(
        label=_("I read this to the person, in a language they know, and they said yes."),
        error_messages={
            "required": _("Ask the person first. Without a yes we may not write down their name.")
        },
    )

    class Meta:
        model = Referral
        fields = [
            "city",
            "name",
            "preferred_channel",
            "email",
            "phone",
            "language",
            "interpreter_language",
            "access_needs",
            "consent_given",
            "consent_on",
        ]
        labels = {
            "name": _("What should we call them?"),
            "city": _("Where do they live?"),
            "preferred_channel": _("The best way to reach them"),
            "email": _("Their e-mail"),
            "phone": _("Their phone number"),
            "language": _("Which language should we write in?"),
            "interpreter_language": _("They need an interpreter for"),
            "access_needs": _("What helps them take part?"),
            "consent_given": _("How did they say yes?"),
            "consent_on": _("When did they say yes?"),
        }
        help_texts = {
            "name": _("A first name is enough."),
            "preferred_channel": _("If it is not e-mail, one of our team calls them."),
            "interpreter_language": _("Write the language, or leave it empty."),
            "access_needs": _("Such as step-free rooms, childcare, or travel money. No diagnosis."),
        }
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "off"}),
            "email": forms.EmailInput(attrs={"autocomplete": "off"}),
            "phone": forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
            "access_needs": forms.Textarea(attrs={"rows": 2}),
            "consent_given": forms.RadioSelect,
            "consent_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(self, partners: list[Partner], *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.partners = {str(each.pk): each for each in partners}
        there = self.partners.items()
        named = [(key, f"{each.programme} · {each.organisation}") for key, each in there]
        offer_choices(self, "partnership", named)
        if len(named) == 1:
            self.fields["partnership"].initial = named[0][0]
        cities = City.objects.filter(programmes__in=[each.programme_id for each in partners])
        offer_records(self, "city", cities.distinct())
        offer_choices(self, "consent_given", Referral.Given.choices)
        self.fields["consent_on"].initial = timezone.localdate()
        self.fields["name"].required = True
        self.order_fields(["partnership", "city", "name"])

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()

    def clean_consent_on(self):
        day = self.cleaned_data["consent_on"]
        today = timezone.localdate()
        if day > today or day < today - OLDEST_CONSENT:
            raise forms.ValidationError(_("Give a day of the last three months."))
        return day

    def clean(self) -> dict:
        given = super().clean() or {}
        channel = given.get("preferred_channel")
        if channel == Person.Channel.EMAIL and "email" in given and not given["email"]:
            self.add_error("email", _("Write the e-mail address, or choose another way."))
        if channel and channel != Person.Channel.EMAIL and not given.get("phone"):
            self.add_error("phone", _("Write the phone number, or choose e-mail."))
        return given

    def validate_unique(self) -> None:
        """Left to the action, which answers the same whoever is known already."""

    def validate_constraints(self) -> None:
        """Held by the database; what a referrer can put right is checked above."""

    @property
    def told(self) -> dict:
        """For `actions.refer`. Call after is_valid()."""
        given = dict(self.cleaned_data)
        partner = self.partners[given.pop("partnership")]
        given.pop("consent")
        return given | {"programme": partner.programme, "organisation": partner.organisation}


class LinkForm(forms.Form):
    """The application that was begun with the person."""

    reference = forms.CharField(
        label=_("Reference of their application"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "ltr"}),
    )
