"""What an officer types on one application's screen."""

from datetime import datetime, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.calls.models import Call
from programmes.fields import offer_choices, offer_records, show
from programmes.models import Programme

from .deadlines import end_of_day
from .desk import officers_for
from .models import Application, ChangeRequest, Extension, Note, Screening
from .questions import every_question


def end_of(day, application: Application) -> datetime:
    """The last second of a day in the call's own time zone."""
    return end_of_day(day, application.call)


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class ChangesForm(forms.ModelForm):
    """Which answers to improve, why, and by when."""

    keys = forms.MultipleChoiceField(label=_("Which answers?"), widget=forms.CheckboxSelectMultiple)
    due_on = forms.DateField(
        label=_("Answer by"), help_text=_("Until the end of that day."), widget=DayInput
    )

    class Meta:
        model = ChangeRequest
        fields = ["keys", "message"]
        labels = {"message": _("What should be better? The applicant reads this.")}
        widgets = {"message": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, application: Application, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs | {"prefix": "changes"})
        questions = every_question(application.question_set)
        offer_choices(self, "keys", [(each.key, each.label) for each in questions])
        self.fields["due_on"].initial = timezone.localdate() + timedelta(days=7)


class IneligibleForm(forms.ModelForm):
    """Why this call does not fit, and where to go instead. The applicant reads both."""

    class Meta:
        model = Screening
        fields = ["reason", "way_on"]
        widgets = {
            "reason": forms.Textarea(attrs={"rows": 3}),
            "way_on": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, application: object, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs | {"prefix": "ineligible"})
        for field in self.fields.values():
            field.required = True


class NoteForm(forms.ModelForm):
    """A note. Its audience is the button that was pressed."""

    audience = forms.ChoiceField(choices=Note.Audience.choices, widget=forms.HiddenInput)

    class Meta:
        model = Note
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, application: Application, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs | {"prefix": "note"})


class AssignForm(forms.Form):
    """Who reads the application: one of the officers who can, or nobody."""

    to = forms.ChoiceField(label=_("Who reads it"), required=False)

    def __init__(self, application: Application, *args, **kwargs) -> None:
        now = application.assigned_to_id
        super().__init__(*args, **kwargs | {"prefix": "assign", "initial": {"to": now}})
        self.officers = {str(each.pk): each for each in officers_for([application])}
        named = [(key, each.get_full_name()) for key, each in self.officers.items()]
        if application.assigned_to and str(now) not in self.officers:
            named.append((str(now), application.assigned_to.get_full_name()))
        offer_choices(self, "to", [("", _("Nobody")), *named])
        show(self.fields["to"], hide_optional=True)

    def clean_to(self) -> User | None:
        return self.officers.get(self.cleaned_data["to"])


class ManyAssignForm(forms.Form):
    """One reader for many applications: somebody who can read them all, or nobody."""

    to = forms.ChoiceField(label=_("Who reads them"), required=False)

    def __init__(self, applications: list[Application], *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.officers = {str(each.pk): each for each in officers_for(applications)}
        named = [(key, each.get_full_name()) for key, each in self.officers.items()]
        offer_choices(self, "to", [("", _("Nobody")), *named])
        show(self.fields["to"], hide_optional=True)

    def clean_to(self) -> User | None:
        return self.officers.get(self.cleaned_data["to"])


class ManyNoteForm(forms.Form):
    """The same note for the team on many applications."""

    text = forms.CharField(label=_("Note"), widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, applications: list[Application], *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)


class LineForm(forms.Form):
    """One line of a checklist. An empty one goes away."""

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(label=_("What to check"), required=False, max_length=200)
    required = forms.BooleanField(label=_("Must be ticked before it goes on"), required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            show(field, hide_optional=True)


Lines = forms.formset_factory(LineForm, extra=3)


class FilterNameForm(forms.Form):
    """A name for a filter, and whether the team of a programme sees it."""

    name = forms.CharField(label=_("Name of the filter"), max_length=60)
    programme = forms.ModelChoiceField(
        Programme.objects.none(),
        label=_("Who sees it"),
        required=False,
        empty_label=_("Only me"),
    )

    def __init__(self, user: User, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        programmes = Programme.objects.filter(calls__in=Call.objects.worked_on_by(user))
        offer_records(self, "programme", programmes.distinct())
        show(self.fields["programme"], hide_optional=True)


class ExtensionForm(forms.ModelForm):
    """More time for a draft, found by its reference: nobody reads a draft to grant it."""

    reference = forms.CharField(label=_("Reference of the draft"), max_length=40)
    until_day = forms.DateField(
        label=_("Until"), help_text=_("Until the end of that day."), widget=DayInput
    )

    class Meta:
        model = Extension
        fields = ["reference", "until_day", "reason"]
        widgets = {"reason": forms.Textarea(attrs={"rows": 3})}


class GrantForm(forms.Form):
    """Until when somebody who asked has more time."""

    until_day = forms.DateField(
        label=_("Until"), help_text=_("Until the end of that day."), widget=DayInput
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs | {"prefix": "grant"})
        self.fields["until_day"].initial = timezone.localdate() + timedelta(days=3)


class RefuseTimeForm(forms.Form):
    """Why somebody who asked gets no more time. They read it."""

    reply = forms.CharField(
        label=_("Why not, in plain words"),
        help_text=_("The applicant reads this. Say what they can do instead."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs | {"prefix": "refuse"})
