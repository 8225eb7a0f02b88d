"""The editor's form for a consent."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from .models import Consent


class ConsentForm(WagtailAdminModelForm):
    """Uses are ticked, and an end before the beginning is refused in words."""

    uses = forms.MultipleChoiceField(
        choices=Consent.Use, widget=forms.CheckboxSelectMultiple, label=_("where we may use it")
    )

    def clean(self) -> dict:
        cleaned = super().clean()
        given, until = cleaned.get("given_on"), cleaned.get("until")
        if given and until and until < given:
            self.add_error("until", _("The last day comes before the day it was given."))
        return cleaned
