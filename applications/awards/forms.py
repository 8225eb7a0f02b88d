"""What people type about an award. No rule is here: the actions hold them."""

from datetime import timedelta
from typing import cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from applications.journey.models import Application
from programmes.fields import MoneyField
from programmes.money import for_typing


class SignForm(forms.Form):
    """A typed name and a tick, for the text with this fingerprint."""

    sha256 = forms.CharField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput)
    name = forms.CharField(
        label=_("Type your full name to sign"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    agree = forms.BooleanField(label=_("I have read the agreement and I agree to it"))


class DeclineForm(forms.Form):
    seen = forms.CharField(widget=forms.HiddenInput)
    sure = forms.BooleanField(label=_("Yes, I do not want this grant"))


class ReportForm(forms.Form):
    text = forms.CharField(
        label=_("What happened, what changed, and what did the money pay for?"),
        help_text=_("A page is enough. Write in your own words and in your own language."),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 12}),
    )


class IssueForm(forms.Form):
    """The terms of an award, in the currency's major units."""

    OWN = "own"

    seen = forms.CharField(widget=forms.HiddenInput)
    amount = MoneyField(label=_("Amount"))
    parts = forms.ChoiceField(
        label=_("Paid in"),
        widget=forms.RadioSelect,
        choices=[
            ("100", _("One part: all when the agreement is signed")),
            ("70,30", _("Two parts: 70 %, then 30 % when the report is accepted")),
            ("75,25", _("Two parts: 75 %, then 25 % when the report is accepted")),
            (OWN, _("Other parts, as I write below")),
        ],
        initial="70,30",
    )
    own_parts = forms.CharField(
        label=_("Other parts, in percent"),
        help_text=_(
            "Such as 50, 30, 20. The first is paid on signing, the last on the report, "
            "those between on the day below."
        ),
        required=False,
    )
    middle_on = forms.DateField(
        label=_("Day of the parts in the middle"),
        widget=forms.DateInput(attrs={"type": "date"}),
        required=False,
    )
    answer_by = forms.DateTimeField(
        label=_("The offer stands until"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    over_target_reason = forms.CharField(
        label=_("Why one more award than the target?"),
        help_text=_("Only needed when the programme's target number is reached."),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
    )

    def __init__(self, *args, application: Application, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        cast(MoneyField, self.fields["amount"]).in_currency(application.call.programme.currency)

    @classmethod
    def first_words(cls, application: Application) -> dict:
        """What the form starts with: the panel's amount, two weeks to answer."""
        decision, currency = application.decision, application.call.programme.currency
        amount = decision.amount_minor or application.requested_minor
        two_weeks = timezone.localtime() + timedelta(days=14)
        return {
            "seen": application.state,
            "amount": for_typing(amount, currency) if amount else None,
            "parts": "70,30",
            "answer_by": two_weeks.replace(hour=23, minute=59),
        }

    def clean(self) -> dict:
        super().clean()
        data = self.cleaned_data
        chosen = data.get("parts")
        words = data.get("own_parts", "") if chosen == self.OWN else chosen or ""
        try:
            data["percents"] = tuple(int(part) for part in words.replace("%", "").split(","))
        except ValueError:
            self.add_error("own_parts", _("Write whole numbers with commas, such as 50, 30, 20."))
        return data


class SendBackForm(forms.Form):
    note = forms.CharField(
        label=_("What is still missing? The grantee reads this."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class EndEarlyForm(forms.Form):
    seen = forms.CharField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why does the grant end early? The grantee reads this."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
