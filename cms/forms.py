"""The editor's form for a consent."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from .models import Consent, ThemeBriefing


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


class ThemeBriefingForm(WagtailAdminModelForm):
    """One briefing of a theme in each language; Wagtail keeps the language out of the form."""

    def clean(self) -> dict:
        cleaned = super().clean()
        same = ThemeBriefing.objects.filter(
            theme=cleaned.get("theme"), locale_id=self.instance.locale_id
        )
        if same.exclude(pk=self.instance.pk).exists():
            self.add_error("theme", _("This theme has a briefing in this language."))
        return cleaned
