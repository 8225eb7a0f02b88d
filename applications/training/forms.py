"""What people type in this room. The rules are in actions."""

from datetime import datetime

from django import forms
from django.db.models import QuerySet
from django.forms import formset_factory
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from accounts.models import User
from accounts.roles import Role
from files.fields import UploadsField
from programmes.fields import offer_records
from programmes.languages import language_choices
from programmes.models import City
from programmes.scopes import assignments
from programmes.words import WordsFormField

from .actions.cohorts import Meeting
from .models import Cohort, Course

PLANNERS = (Role.ADMINISTRATOR, Role.OFFICER)


class PlanForm(forms.Form):
    """One file, which goes up in parts while the person waits, or along with the form."""

    def __init__(self, *args, by: User, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"] = UploadsField(
            label=_("Your business plan"),
            by=by,
            most=1,
            error_messages={"required": _("Choose a file first.")},
        )


class CourseForm(WagtailAdminModelForm):
    """A kind of course, for all calls of its programme or for some."""

    class Meta:
        model = Course
        fields = [
            "programme",
            "calls",
            "name",
            "name_words",
            "description",
            "description_words",
            "completion_percent",
        ]
        widgets = {"calls": forms.CheckboxSelectMultiple}

    def clean(self) -> dict:
        cleaned = super().clean()
        programme = cleaned.get("programme")
        if programme and any(call.programme != programme for call in cleaned.get("calls", ())):
            self.add_error("calls", _("Choose only calls of the programme above."))
        return cleaned


class CohortForm(forms.ModelForm):
    """A cohort without its sessions, within the planner's reach."""

    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        choices=language_choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    class Meta:
        model = Cohort
        fields = [
            "course",
            "name",
            "name_words",
            "city",
            "venue",
            "venue_words",
            "capacity",
            "languages",
            "notes",
            "notes_words",
        ]

    def __init__(self, *args, user: User, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        mine = [each for each in assignments(user) if each.role in PLANNERS]
        courses = Course.objects.order_by("name")
        programmes, cities = {each.programme_id for each in mine}, {each.city_id for each in mine}
        offer_records(self, "course", _within(courses, "programme", programmes))
        offer_records(self, "city", _within(City.objects.all(), "pk", cities))


def _within(records: QuerySet, path: str, ids: set[int | None]) -> QuerySet:
    """The records whose `path` is one of `ids`; all of them when one id is None (anywhere)."""
    return records if None in ids else records.filter(**{f"{path}__in": ids})


class MeetingForm(forms.Form):
    """One session. A row that is left empty is no session."""

    topic = forms.CharField(label=_("Topic"), max_length=160)
    topic_words = WordsFormField(label=_("Topic in other languages"), max_length=160)
    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}))
    starts = forms.TimeField(label=_("From"), widget=forms.TimeInput(attrs={"type": "time"}))
    ends = forms.TimeField(label=_("Until"), widget=forms.TimeInput(attrs={"type": "time"}))

    def clean(self) -> dict:
        super().clean()
        data = self.cleaned_data
        if data.get("starts") and data.get("ends") and data["ends"] <= data["starts"]:
            self.add_error("ends", _("The session ends before it starts."))
        return data

    def meeting(self) -> Meeting:
        zone, data = timezone.get_current_timezone(), self.cleaned_data
        return Meeting(
            topic=data["topic"],
            topic_words=data["topic_words"],
            starts_at=datetime.combine(data["day"], data["starts"], tzinfo=zone),
            ends_at=datetime.combine(data["day"], data["ends"], tzinfo=zone),
        )


MeetingFormSet = formset_factory(MeetingForm, extra=6, min_num=1, validate_min=True, max_num=30)


class OverrideForm(forms.Form):
    reason = forms.CharField(
        label=_("Why this person can go on"), widget=forms.Textarea(attrs={"rows": 3})
    )
