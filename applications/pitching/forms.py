"""What an officer sets about a pitch day."""

from django import forms

from .models import Day


class DayForm(forms.ModelForm):
    """A link typed without http is a secure one."""

    online_link = Day._meta.get_field("online_link").formfield(assume_scheme="https")

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
