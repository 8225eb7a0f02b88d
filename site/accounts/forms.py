"""The door's form, and a person's own details."""

from allauth.account.forms import RequestLoginCodeForm
from allauth.account.models import EmailAddress
from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from .actions import join
from .models import Person, User


class SignInForm(RequestLoginCodeForm):
    """Asks for a code. An address that nobody uses gets an account, so that both go on alike."""

    _user: User | None

    def clean_email(self) -> str:
        email = super().clean_email()
        if self._user is None and not User.objects.filter(email__iexact=email).exists():
            self._user = join(email=email, language=get_language() or "en")
        if self._user and self._user.email == email.lower():
            EmailAddress.objects.get_or_create(
                user=self._user, email=email.lower(), defaults={"primary": True}
            )
        return email


class ProfileForm(forms.ModelForm):
    """What we call a person, how to reach them and what helps them take part."""

    class Meta:
        model = Person
        fields = [
            "display_name",
            "language",
            "phone",
            "preferred_channel",
            "interpreter_language",
            "access_needs",
            "plain_subjects",
        ]
        labels = {
            "display_name": _("What should we call you?"),
            "language": _("Which language should we write in?"),
            "phone": _("Your phone number"),
            "preferred_channel": _("The best way to reach you"),
            "interpreter_language": _("I need an interpreter for"),
            "access_needs": _("What helps you take part?"),
            "plain_subjects": _("Say nothing about my application in the subject of e-mails"),
        }
        help_texts = {
            "display_name": _("Any name you like. We use it in letters and on screens."),
            "phone": _("Only if we may call or text you."),
            "interpreter_language": _("Write the language, or leave it empty."),
            "access_needs": _("Such as step-free rooms, large print, or breaks."),
            "plain_subjects": _("The subject then says “A message for you”."),
        }
        widgets = {
            "display_name": forms.TextInput(attrs={"autocomplete": "name"}),
            "phone": forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
            "access_needs": forms.Textarea(attrs={"rows": 3}),
        }

    def clean(self) -> dict:
        super().clean()
        given = self.cleaned_data
        channel = given.get("preferred_channel")
        if channel and channel != Person.Channel.EMAIL and not given.get("phone"):
            self.add_error("phone", _("Give your phone number, or choose e-mail."))
        return given


class PersonForm(ProfileForm):
    """The details of somebody without a sign-in, as staff keep them."""

    class Meta(ProfileForm.Meta):
        fields = [
            "display_name",
            "language",
            "email",
            "phone",
            "preferred_channel",
            "interpreter_language",
        ]
        labels = {
            "display_name": _("Name"),
            "language": _("Language we write in"),
            "email": _("E-mail"),
            "phone": _("Phone"),
            "preferred_channel": _("The best way to reach them"),
            "interpreter_language": _("They need an interpreter for"),
        }
        help_texts = {"interpreter_language": _("Write the language, or leave it empty.")}
        widgets = {"phone": forms.TextInput(attrs={"type": "tel", "autocomplete": "off"})}

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].lower()
        if email and User.objects.filter(email=email).exists():
            raise forms.ValidationError(_("Somebody signs in with this address already."))
        return email

    def clean(self) -> dict:
        given = super().clean()
        by_email = given.get("preferred_channel") == Person.Channel.EMAIL
        if by_email and "email" in given and not given["email"] and given.get("phone"):
            self.add_error("preferred_channel", _("There is no e-mail. Choose another way."))
        return given
