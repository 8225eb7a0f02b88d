"""Choosing a PIN, and typing it."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

PIN = re.compile(r"[0-9]{4,6}")
IN_A_ROW = "01234567890 09876543210"


class PinField(forms.CharField):
    """4 to 6 digits, in the digits of any script; cleaned to 0–9."""

    def __init__(self, **kwargs) -> None:
        attrs = {"inputmode": "numeric", "autocomplete": "off", "maxlength": "6", "dir": "ltr"}
        super().__init__(widget=forms.PasswordInput(attrs=attrs), **kwargs)

    def clean(self, value: str) -> str:
        typed = super().clean(value)
        pin = "".join(str(int(each)) if each.isdecimal() else each for each in typed)
        if not PIN.fullmatch(pin):
            raise forms.ValidationError(_("Type 4 to 6 digits."))
        return pin


def not_easy(pin: str) -> str:
    """The PIN again. Raises ValidationError for one that anybody would try first."""
    if len(set(pin)) == 1 or pin in IN_A_ROW:
        raise forms.ValidationError(_("This PIN is easy to guess. Choose another one."))
    return pin


class ChoosePinForm(forms.Form):
    """A PIN for this sign-in, and whether letters say little in their subject."""

    pin = PinField(
        label=_("Choose a PIN"),
        help_text=_("4 to 6 digits. Not your birthday, and not the PIN of your bank card."),
    )
    plain_subjects = forms.BooleanField(
        label=_("Say nothing about my application in the subject of e-mails"),
        help_text=_("The subject then says “A message for you”."),
        required=False,
    )

    def clean_pin(self) -> str:
        return not_easy(self.cleaned_data["pin"])


class PinForm(forms.Form):
    """The PIN that opens the locked phone."""

    pin = PinField(label=_("Your PIN"))
