"""The form under a need: three fields, and three quiet guards against machines.

A field that people do not see, a signed moment when the form was shown, and a limit per address
(in the view). No puzzle, nothing from other companies.
"""

from django import forms
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.utils.translation import gettext_lazy as _

LONGEST = 2000
"""Characters of an answer."""
SOONEST = 3
"""Seconds that a person needs at least to read, write and press the button."""
LATEST = 24 * 60 * 60
"""Seconds that a form stays good."""
_signer = TimestampSigner(salt="cms.need")


class NeedResponseForm(forms.Form):
    """Who answers, how to write back, and what they can give."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Type your name.")},
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
        error_messages={
            "required": _("Type your e-mail address."),
            "invalid": _("Type an e-mail address such as name@example.org."),
        },
    )
    message = forms.CharField(
        label=_("How can you help?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
        error_messages={"required": _("Write a sentence or two.")},
    )

    def __init__(self, *args, need_id: int, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self._need = str(need_id)

    @property
    def is_a_machine(self) -> bool:
        """Only machines fill in the field that nobody sees."""
        return bool(self.data.get("website"))

    @property
    def stamp(self) -> str:
        """When the form was first shown, signed; a good one is kept when the form is corrected."""
        given = self.data.get("shown", "")
        return given if self._is_good(given) else _signer.sign(self._need)

    def _is_good(self, stamp: str) -> bool:
        try:
            return _signer.unsign(stamp, max_age=LATEST) == self._need
        except (BadSignature, SignatureExpired):
            return False

    def _is_too_quick(self, stamp: str) -> bool:
        try:
            _signer.unsign(stamp, max_age=SOONEST)
        except SignatureExpired:
            return False
        return True

    def clean(self) -> dict:
        stamp = self.data.get("shown", "")
        if not self._is_good(stamp) or self._is_too_quick(stamp):
            raise forms.ValidationError(_("Please read it once more, and press the button again."))
        return super().clean() or self.cleaned_data
