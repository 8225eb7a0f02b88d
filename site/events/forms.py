"""What a person tells us to come."""

from django import forms
from django.conf import settings
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from .models import MOST_GUESTS


class PlaceForm(forms.Form):
    """What can be changed later with the private link."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput({"autocomplete": "name"}),
        error_messages={"required": _("Type your name.")},
    )
    language = forms.ChoiceField(label=_("Write to me in"))
    guests = forms.IntegerField(
        label=_("People you bring"),
        min_value=0,
        max_value=MOST_GUESTS,
        initial=0,
        help_text=_("Without you. Children count too."),
    )
    needs = forms.CharField(
        label=_("What do you need to take part well?"),
        max_length=600,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("For example: a place for a wheelchair, large print, a quiet seat."),
    )
    interpreter = forms.CharField(
        label=_("Do you need an interpreter? Into which language?"),
        max_length=60,
        required=False,
        help_text=_("Sign languages too. Leave it empty if not."),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [  # type: ignore[attr-defined]
            (code, get_language_info(code)["name_local"]) for code, _name in settings.LANGUAGES
        ]


class RegisterForm(PlaceForm):
    """All that we ask."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        widget=forms.EmailInput({"autocomplete": "email", "dir": "ltr"}),
        error_messages={
            "required": _("Type your e-mail address."),
            "invalid": _("Type an e-mail address such as name@example.org."),
        },
    )
    field_order = ["name", "email", "language", "guests", "needs", "interpreter"]
