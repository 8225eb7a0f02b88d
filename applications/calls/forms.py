"""Staff's forms for calls. Times are in the call's own zone, amounts in whole currency."""

from datetime import datetime
from typing import cast
from zoneinfo import ZoneInfo, available_timezones

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config import languages
from programmes.fields import MoneyField, offer_choices, offer_records
from programmes.models import Programme
from programmes.money import for_typing
from programmes.scopes import assignments
from programmes.words import kept

from .models import CALL_ROLES, Call, EligibilityQuestion, QuestionSet, Stage
from .problems import name_of
from .texts import texts_of


class LocalInput(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class CallForm(forms.ModelForm):
    """A call on one screen."""

    opens_local = forms.DateTimeField(label=_("Opens"), widget=LocalInput)
    closes_local = forms.DateTimeField(
        label=_("Closes"),
        widget=LocalInput,
        error_messages={"required": _("Give the call a deadline.")},
        help_text=_("This moment itself is too late. Both times are in the time zone below."),
    )
    maximum = MoneyField(label=_("Most one project can get"))
    minimum = MoneyField(
        label=_("Least one project can get"),
        required=False,
        help_text=_("Leave it empty if any amount is fine."),
    )
    pot = MoneyField(label=_("Pot of this call"))
    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        choices=languages.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The questions are written in the first and translated to the others."),
    )
    stages = forms.MultipleChoiceField(
        label=_("Stages"),
        choices=Stage.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Screening and award are always part of it."),
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"), choices=[(name, name) for name in sorted(available_timezones())]
    )

    class Meta:
        model = Call
        fields = [
            "programme",
            "title",
            "title_words",
            "code",
            "opens_local",
            "closes_local",
            "time_zone",
            "answers_by",
            "grace_minutes",
            "maximum",
            "minimum",
            "pot",
            "cities",
            "strands",
            "themes",
            "languages",
            "stages",
            "contact_email",
        ]
        widgets = {
            "answers_by": forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
            "cities": forms.CheckboxSelectMultiple,
            "strands": forms.CheckboxSelectMultiple,
            "themes": forms.CheckboxSelectMultiple,
        }

    field_order = Meta.fields

    def __init__(self, user, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        offer_records(self, "programme", programmes_of(user))
        self.fields["code"].help_text = _("Small letters and numbers; part of the address.")
        call = self.instance
        if call.pk:
            offer_records(self, "strands", call.programme.strands.all())
            offer_records(self, "cities", call.programme.cities.all())
            self.initial.update(
                opens_local=_wall_clock(call.opens_at, call.zone),
                closes_local=_wall_clock(call.closes_at, call.zone),
                maximum=for_typing(call.maximum_minor, call.currency),
                pot=for_typing(call.pot_minor, call.currency),
            )
            if call.minimum_minor:
                self.initial["minimum"] = for_typing(call.minimum_minor, call.currency)
            self._in_currency(call.currency)
        else:
            self.initial["time_zone"] = settings.TIME_ZONE

    def full_clean(self) -> None:
        """Read both times by the zone's clock; a time that it skips or repeats is refused."""
        programme = self.data.get(self.add_prefix("programme"), "")
        chosen = Programme.objects.filter(pk=programme).first() if programme.isdecimal() else None
        if chosen:
            self._in_currency(chosen.currency)
        zone = self.data.get(self.add_prefix("time_zone"), "")
        with timezone.override(ZoneInfo(zone) if zone in available_timezones() else None):
            super().full_clean()

    def _in_currency(self, currency: str) -> None:
        for name in ("maximum", "minimum", "pot"):
            cast(MoneyField, self.fields[name]).in_currency(currency)

    def clean_code(self) -> str:
        code = self.cleaned_data["code"]
        if Call.objects.filter(code=code).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("Another call has this code."))
        return code

    def clean(self) -> dict:
        super().clean()
        given = self.cleaned_data
        opens, closes = given.get("opens_local"), given.get("closes_local")
        if opens and closes and closes <= opens:
            self.add_error("closes_local", _("It must close after it opens."))
        answers_by = given.get("answers_by")
        if closes and answers_by and answers_by < closes.date():
            self.add_error("answers_by", _("Answers can't come before the call closes."))
        maximum, pot = given.get("maximum"), given.get("pot")
        for name in ("maximum", "minimum", "pot"):
            if given.get(name) == 0:
                self.add_error(name, _("Write an amount above zero."))
        if maximum and pot and maximum > pot:
            self.add_error("maximum", _("This is more than the whole pot."))
        minimum = given.get("minimum")
        if minimum and maximum and minimum > maximum:
            self.add_error("minimum", _("This is more than the most one project can get."))
        return given

    def facts(self) -> dict[str, object]:
        """The call's fields as the actions take them."""
        given = dict(self.cleaned_data)
        given["title_words"] = kept(self.instance.title_words, given["title_words"])
        given["opens_at"] = given.pop("opens_local")
        given["closes_at"] = given.pop("closes_local")
        given["maximum_minor"] = given.pop("maximum")
        given["minimum_minor"] = given.pop("minimum")
        given["pot_minor"] = given.pop("pot")
        return given

    def _post_clean(self) -> None:
        """The instance is changed by the action alone; the form only reads."""


def _wall_clock(moment: datetime, zone: ZoneInfo) -> str:
    return moment.astimezone(zone).strftime("%Y-%m-%dT%H:%M")


def programmes_of(user):
    """The programmes whose calls the user may manage."""
    mine = [
        each.programme_id
        for each in assignments(user)
        if each.role in CALL_ROLES and not each.city_id and not each.organisation_id
    ]
    every = Programme.objects.all()
    return every if None in mine else every.filter(pk__in=mine)


class CopyForm(forms.Form):
    """What a copy of a call does not take from it: its address, its name and its dates."""

    title = forms.CharField(label=_("Title"), max_length=160)
    code = forms.SlugField(
        label=_("Code"),
        max_length=20,
        help_text=_("Small letters and numbers; part of the address."),
    )
    opens_local = forms.DateTimeField(label=_("Opens"), widget=LocalInput)
    closes_local = forms.DateTimeField(
        label=_("Closes"), widget=LocalInput, help_text=_("This moment itself is too late.")
    )

    def __init__(self, call: Call, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.zone = call.zone
        self.fields["title"].initial = call.title

    def full_clean(self) -> None:
        """Read both times by the call's clock."""
        with timezone.override(self.zone):
            super().full_clean()

    def clean_code(self) -> str:
        code = self.cleaned_data["code"]
        if Call.objects.filter(code=code).exists():
            raise forms.ValidationError(_("Another call has this code."))
        return code

    def clean(self) -> dict:
        super().clean()
        given = self.cleaned_data
        opens, closes = given.get("opens_local"), given.get("closes_local")
        if opens and closes and closes <= opens:
            self.add_error("closes_local", _("It must close after it opens."))
        return given


class QuestionsFromForm(forms.Form):
    """The newest questions of another call that the user manages."""

    source = forms.ChoiceField(label=_("From which call?"), widget=forms.RadioSelect)

    def __init__(self, call: Call, user, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        others = Call.objects.managed_by(user).exclude(pk=call.pk)
        newest = (
            QuestionSet.objects.filter(call__in=others)
            .order_by("call_id", "-version")
            .distinct("call_id")
            .select_related("call__programme")
        )
        self.sources = {str(each.pk): each for each in newest}
        offer_choices(
            self,
            "source",
            [(key, f"{each.call} · {each.call.programme}") for key, each in self.sources.items()],
        )

    def clean_source(self) -> QuestionSet:
        return self.sources[self.cleaned_data["source"]]


class TranslationForm(forms.Form):
    """Every text of a question set with its words in another language beside it."""

    def __init__(self, question_set: QuestionSet, language: str, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        kept = question_set.translations.filter(language=language).first()
        words = kept.texts if kept else {}
        rtl = {"lang": language, "dir": "auto"}
        for text in texts_of(question_set):
            self.fields[text.key] = forms.CharField(
                label=text.words,
                required=False,
                initial=words.get(text.key, ""),
                widget=forms.Textarea(attrs=rtl | {"rows": 1 + len(text.words) // 60}),
            )

    def texts(self) -> dict[str, str]:
        return {key: words for key, words in self.cleaned_data.items() if words}


class EligibilityQuestionForm(forms.ModelForm):
    """One yes-or-no question with its words in each language of the call."""

    remove = forms.BooleanField(label=_("Take this question away"), required=False)

    class Meta:
        model = EligibilityQuestion
        fields = ["key", "wanted", "otherwise"]

    def __init__(self, call: Call, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.call = call
        kept = self.instance.texts or {}
        for language in call.languages:
            for part, label in PARTS.items():
                self.fields[f"{part}_{language}"] = forms.CharField(
                    label=f"{label} ({name_of(language)})",
                    required=part != "help",
                    initial=kept.get(language, {}).get(part, ""),
                    widget=forms.Textarea(attrs={"rows": 2, "lang": language, "dir": "auto"}),
                )
        remove = self.fields.pop("remove")
        if self.instance.pk:
            self.fields["remove"] = remove

    def question(self) -> EligibilityQuestion:
        given = self.cleaned_data
        return EligibilityQuestion(
            key=given["key"],
            wanted=given["wanted"],
            otherwise=given["otherwise"],
            texts={
                language: {part: given[f"{part}_{language}"] for part in PARTS}
                for language in self.call.languages
            },
        )


def eligibility_forms(call: Call, data=None) -> list[EligibilityQuestionForm]:
    """A form for each question of the call and two empty ones, which may stay empty."""
    questions = [*call.eligibility_questions.all(), None, None]
    return [
        EligibilityQuestionForm(
            call,
            data,
            prefix=f"q{number}",
            instance=question,
            empty_permitted=question is None,
            use_required_attribute=False,
        )
        for number, question in enumerate(questions)
    ]


PARTS = {
    "question": _("Question"),
    "help": _("Help"),
    "advice": _("Advice when the answer differs"),
}
