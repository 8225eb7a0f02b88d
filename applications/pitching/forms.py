"""What an officer sets about a pitch day."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .models import Day


class DayForm(forms.ModelForm):
    """A link typed without http is a secure one. Who votes is chosen, not left out."""

    online_link = Day._meta.get_field("online_link").formfield(assume_scheme="https")

    needs_ticket = forms.TypedChoiceField(
        label=_("Who in the audience may vote?"),
        help_text=_("Only tickets make sure that nobody votes twice."),
        choices=[
            (True, _("Who has a ticket: each ticket counts once for each pitch")),
            (False, _("Everybody in the room: one vote a phone, as applause")),
        ],
        coerce=lambda value: value == "True",
        widget=forms.RadioSelect,
        required=False,
    )

    class Meta:
        model = Day
        fields = [
            "pitch_minutes",
            "question_minutes",
            "interpreter_percent",
            "break_minutes",
            "breaks_give_way",
            "scores_follow_stage",
            "grace_minutes",
            "online_link",
            "audience_votes",
            "needs_ticket",
            "applicants_read_questions",
        ]

    def clean_needs_ticket(self) -> bool:
        return bool(self.cleaned_data["needs_ticket"])
