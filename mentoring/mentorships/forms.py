"""What mentors and officers type. The rules are in actions."""

from datetime import date

from django import forms
from django.forms import formset_factory
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import Role
from programmes.fields import offer_records
from programmes.languages import language_choices
from programmes.models import City
from programmes.scopes import assignments

from .actions.check_ins import Promise, Talk
from .models import Action, CheckIn, Mentorship
from .rhythm import next_date

MINUTES = [(15, "15"), (30, "30"), (45, "45"), (60, "60"), (90, "90"), (120, "120")]


def day_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ProfileForm(forms.Form):
    """Where, in which languages and with what a mentor can help."""

    city = forms.ModelChoiceField(label=_("Your city"), queryset=City.objects.all())
    languages = forms.MultipleChoiceField(
        label=_("Languages you speak"),
        choices=language_choices,
        widget=forms.CheckboxSelectMultiple,
    )
    skills = forms.MultipleChoiceField(
        label=_("What you can help with"),
        choices=CheckIn.Topic,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    capacity = forms.IntegerField(
        label=_("How many people can you walk with at once?"), min_value=0, max_value=20
    )

    def __init__(self, *args, user: User, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        cities = [each.city_id for each in assignments(user) if each.role == Role.MENTOR]
        if cities and None not in cities:
            offer_records(self, "city", City.objects.filter(pk__in=filter(None, cities)))


class CheckInForm(forms.Form):
    """One meeting, done in a minute on a phone: everything that can be chosen is chosen already."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    held_on = forms.DateField(label=_("When did you meet?"), widget=day_input())
    minutes = forms.TypedChoiceField(
        label=_("How many minutes?"), choices=MINUTES, coerce=int, widget=forms.RadioSelect
    )
    mode = forms.ChoiceField(
        label=_("How did you meet?"), choices=CheckIn.Mode, widget=forms.RadioSelect
    )
    topics = forms.MultipleChoiceField(
        label=_("What did you talk about?"),
        choices=CheckIn.Topic,
        widget=forms.CheckboxSelectMultiple,
    )
    summary = forms.CharField(
        label=_("What matters from your talk?"),
        help_text=_("Both of you can read this."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )
    rag = forms.ChoiceField(
        label=_("How is the project going?"),
        help_text=_("Both of you can read this."),
        choices=CheckIn.Rag,
        widget=forms.RadioSelect,
    )
    rag_reason = forms.CharField(
        label=_("If it is not green: why?"), max_length=300, required=False
    )
    private_note = forms.CharField(
        label=_("Private note"),
        help_text=_("Only you and the programme team can read this."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
        required=False,
    )
    next_on = forms.DateField(label=_("When do you meet next?"), widget=day_input(), required=False)

    def clean(self) -> dict:
        super().clean()
        data = self.cleaned_data
        if data.get("rag") not in (None, CheckIn.Rag.GREEN) and not data.get("rag_reason"):
            self.add_error("rag_reason", _("Say in a few words why it is not green."))
        held_on, next_on = data.get("held_on"), data.get("next_on")
        if held_on and held_on > timezone.localdate():
            self.add_error("held_on", _("That day is still to come."))
        if held_on and next_on and next_on <= held_on:
            self.add_error("next_on", _("The next day must come after this meeting."))
        return data

    def talk(self, promises: list[Promise]) -> Talk:
        return Talk(**self.cleaned_data, promises=promises)


class PromiseForm(forms.Form):
    """Something to do until the next meeting. Empty means nothing."""

    text = forms.CharField(label=_("What will be done?"), max_length=200, required=False)
    owner = forms.ChoiceField(label=_("Who does it?"), choices=Action.Owner, required=False)
    due_on = forms.DateField(label=_("By when?"), widget=day_input(), required=False)

    def promise(self) -> Promise | None:
        data = self.cleaned_data
        if not data.get("text"):
            return None
        return Promise(data["owner"] or Action.Owner.MENTEE, data["text"], data["due_on"])


PromiseFormSet = formset_factory(PromiseForm, extra=2, max_num=6)


class MatchForm(forms.Form):
    """What the grantee needs help with, to put fitting mentors first."""

    skills = forms.MultipleChoiceField(
        label=_("What help is needed?"),
        choices=CheckIn.Topic,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class EndForm(forms.Form):
    reason = forms.CharField(label=_("Why it ends"), max_length=200)


def first_answers(mentorship: Mentorship, key: object) -> dict:
    """What a new check-in form has chosen already."""
    today: date = timezone.localdate()
    return {
        "key": key,
        "held_on": today,
        "minutes": 60,
        "mode": CheckIn.Mode.IN_PERSON,
        "rag": CheckIn.Rag.GREEN,
        "next_on": next_date(mentorship.starts_on, today),
    }
