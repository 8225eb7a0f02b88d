"""Forms of the screens for people and roles."""

from datetime import datetime, time

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from accounts.roles import SITE_ROLES, Role
from config import languages

from .fields import show
from .models import City, Programme

EVERYWHERE = _("Everywhere")


class SearchForm(forms.Form):
    """Finds users by name, address or role."""

    q = forms.CharField(label=_("Name or e-mail"), required=False)
    role = forms.ChoiceField(
        label=_("Role"), required=False, choices=[("", _("Every role")), *Role.choices]
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            show(field, hide_optional=True)


class AddUserForm(forms.Form):
    """A new colleague, judge or mentor."""

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("E-mail"), help_text=_("Their code comes to this address."))
    language = forms.ChoiceField(label=_("Language"), choices=languages.choices)

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].lower()
        if User.objects.filter(email=email).exists():
            raise forms.ValidationError(_("Somebody has this address already. Look in the list."))
        return email


class GrantForm(forms.Form):
    """A role, where it counts and until when."""

    role = forms.ChoiceField(
        label=_("Role"), choices=[("", _("Choose a role")), *Role.choices], initial=""
    )
    title = forms.CharField(
        label=_("Job title"),
        max_length=80,
        required=False,
        help_text=_("What this job is called here, such as “Delivery Officer”."),
    )
    programme = forms.ModelChoiceField(
        Programme.objects.all(), label=_("Programme"), required=False, empty_label=EVERYWHERE
    )
    city = forms.ModelChoiceField(
        City.objects.all(), label=_("City"), required=False, empty_label=EVERYWHERE
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.all(), label=_("Organisation"), required=False, empty_label=EVERYWHERE
    )
    last_day = forms.DateField(
        label=_("Last day"),
        required=False,
        help_text=_("Leave it empty for a role without an end."),
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def clean_last_day(self) -> datetime | None:
        day = self.cleaned_data["last_day"]
        if day is None:
            return None
        end = timezone.make_aware(datetime.combine(day, time.max))
        if end < timezone.now():
            raise forms.ValidationError(_("Choose today or a later day."))
        return end

    def clean(self) -> dict:
        super().clean()
        given = self.cleaned_data
        scoped = any(given.get(part) for part in ("programme", "city", "organisation"))
        if given.get("role") in SITE_ROLES and scoped:
            self.add_error("role", _("This role counts everywhere. Leave the three places empty."))
        if given.get("role") == Role.REFERRER and not given.get("organisation"):
            self.add_error("organisation", _("Say for which partner this person refers people."))
        return given
