"""The editors' forms for consents and pictures, and what they tick off."""

from django import forms
from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from files.checks import checked
from files.kinds import DOCUMENTS, PICTURES, Kinds

from .models import Consent, SiteImage, StoryPage, ThemeBriefing


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
        if Consent.Use.WEB not in cleaned.get("uses", [Consent.Use.WEB]) and self._is_shown():
            self.add_error(
                "uses",
                _("A story of this person is on this website. Take it down first."),
            )
        return cleaned

    def _is_shown(self) -> bool:
        return bool(self.instance.pk and StoryPage.objects.live().about(self.instance).exists())


class PictureForm(BaseImageForm):
    """Asks of every picture who can be seen on it, and keeps nothing hidden in it."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if "consents" in self.fields:
            held = self.instance.consents.values("pk") if self.instance.pk else []
            self.fields["consents"] = forms.ModelMultipleChoiceField(
                Consent.objects.valid_for(Consent.Use.WEB) | Consent.objects.filter(pk__in=held),
                label=_("consents of the people on it"),
                widget=forms.CheckboxSelectMultiple,
                required=False,
                help_text=_("Everybody on it. When one takes it back, the picture is deleted."),
            )

    def clean_file(self) -> File | None:
        return _through_the_intake(self, PICTURES)

    def clean(self) -> dict:
        cleaned = super().clean()
        shows, consents = cleaned.get("shows"), cleaned.get("consents")
        if shows == SiteImage.Shows.PEOPLE and not consents:
            self.add_error("consents", _("Choose the consent of everybody on the picture."))
        if shows == SiteImage.Shows.NOBODY and (consents or cleaned.get("shows_faces")):
            self.add_error("shows", _("You chose people or faces. Then the picture shows people."))
        return cleaned


class PaperForm(BaseDocumentForm):
    """Takes in documents as applicants' are: known by their content, without scripts."""

    def clean_file(self) -> File | None:
        return _through_the_intake(self, DOCUMENTS)


def _through_the_intake(form: forms.ModelForm, allowed: Kinds) -> File | None:
    """A new file made harmless; one that was there already as it is."""
    sent = form.cleaned_data["file"]
    if not isinstance(sent, UploadedFile):
        return sent
    found = checked(sent, allowed=allowed)
    found.content.name = found.name
    return found.content


class DoneForm(forms.Form):
    """What an editor did to end a use outside this website."""

    note = forms.CharField(
        label=_("What did you do?"),
        max_length=200,
        help_text=_("For example: post deleted, 2 leaflets taken from the shelf."),
    )


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
