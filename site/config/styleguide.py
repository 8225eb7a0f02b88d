"""Sample data for the style guide: every component in every state, invented throughout.

The samples are plain values, so the page needs no database and never shows a real person.
Arabic samples stand for every right-to-left language.
"""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


class SampleForm(forms.Form):
    """One field of every kind, with the extra words a field can carry."""

    name = forms.CharField(label="What should we call you?", help_text="Any name you like.")
    email = forms.EmailField(label="Your e-mail")
    idea = forms.CharField(
        label="What is your idea?",
        help_text="Tell it as you would tell a neighbour.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    theme = forms.ChoiceField(
        label="What is it about?",
        choices=[
            ("", "Choose one"),
            ("housing", "Housing"),
            ("health", "Health"),
            ("work", "Work"),
        ],
    )
    city = forms.ChoiceField(
        label="Where will it happen?",
        choices=[("c", "Coventry"), ("w", "Wolverhampton"), ("b", "Birmingham")],
        widget=forms.RadioSelect,
    )
    needs = forms.MultipleChoiceField(
        label="What would help you take part?",
        choices=[
            ("interpreter", "An interpreter"),
            ("childcare", "Childcare"),
            ("travel", "Travel money"),
        ],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    amount = forms.DecimalField(label="How much money do you need?", max_value=5000)
    start = forms.DateField(
        label="When would you start?", widget=forms.DateInput(attrs={"type": "date"})
    )
    born = forms.DateField(
        label="Date of birth",
        widget=forms.SelectDateWidget(years=range(1950, 2010)),
        required=False,
    )
    plan = forms.FileField(label="Your plan", help_text="PDF or Word, up to 10 MB.", required=False)
    agree = forms.BooleanField(label="I have read how you keep my answers")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        idea: Any = self.fields["idea"]
        idea.max_words = 300
        idea.why = "So that the judges can picture it."
        idea.seen_by = "You, the programme team and the judges of this call."
        idea.kept = "Two years after the programme ends."
        amount: Any = self.fields["amount"]
        amount.prefix = "€"


class SampleFilter(forms.Form):
    """Two fields for the filter bar."""

    state = forms.ChoiceField(
        label="Status", choices=[("", "Any"), ("s", "Sent in")], required=False
    )
    town = forms.ChoiceField(label="City", choices=[("", "Any"), ("c", "Coventry")], required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            plain: Any = field
            plain.hide_optional = True


def _step(
    key: str, label: str, state: str, days: int | None = None, note: str = ""
) -> dict[str, Any]:
    day = TODAY + timedelta(days=days) if days is not None else None
    return {"key": key, "label": label, "state": state, "date": day, "note": note}


def _roads() -> dict[str, list[dict[str, Any]]]:
    return {
        "road": [
            _step("sent", "Sent in", "done", -60),
            _step("checked", "Checked", "done", -48),
            _step("training", "Training", "here", -20, "Session 3 of 6"),
            _step("pitch", "Pitch day", "next", 21),
            _step("decision", "Decision", "next", 28),
            _step("agreement", "Agreement", "next"),
            _step("money", "Money", "next"),
        ],
        "road_ended": [
            _step("sent", "Sent in", "done", -60),
            _step("checked", "Checked", "done", -48),
            _step("training", "Training", "skipped", note="This call has no course"),
            _step("pitch", "Pitch day", "done", -9),
            _step("decision", "Not funded this time", "ended", -2),
        ],
        "road_ar": [
            _step("sent", "أُرسِل الطلب", "done", -60),
            _step("checked", "تمت المراجعة", "done", -48),
            _step("training", "التدريب", "here", -20, "الجلسة ٣ من ٦"),
            _step("pitch", "يوم العرض", "next", 21),
            _step("decision", "القرار", "next", 28),
            _step("money", "المنحة", "next"),
        ],
    }


def _tasks() -> list[dict[str, Any]]:
    return [
        {
            "title": "Your idea",
            "items": [
                {"label": "About you", "url": "#", "status_label": "Done", "tone": "done"},
                {"label": "Your idea", "url": "#", "status_label": "Started", "tone": "going"},
                {
                    "label": "Your budget",
                    "url": "#",
                    "status_label": "To do",
                    "tone": "neutral",
                    "hint": "Up to €5,000. A simple list is enough.",
                },
                {
                    "label": "Your plan",
                    "url": "#",
                    "status_label": "Please change",
                    "tone": "waiting",
                    "hint": "Amina asked a question by 30 November",
                },
                {"label": "Check and send", "status_label": "Not yet", "tone": "ended"},
            ],
        }
    ]


def _table() -> dict[str, Any]:
    names = ("Enterprise", "City", "Status", "Awarded")
    rows = (
        ("Warm Bread Together", "Coventry", "Paid", "done", "€4,800"),
        ("Second Stitch", "Wolverhampton", "Waiting for you", "waiting", "€5,000"),
        ("Bike Kitchen", "Birmingham", "Late", "late", "€3,250"),
    )
    return {
        "columns": [{"label": name, "numeric": name == "Awarded"} for name in names],
        "rows": [
            [
                {"text": title, "url": "#", "head": True},
                {"text": city, "label": "City"},
                {"text": word, "tone": tone, "label": "Status"},
                {"text": amount, "numeric": True, "label": "Awarded"},
            ]
            for title, city, word, tone, amount in rows
        ],
        "foot": [
            {"text": "Total"},
            {},
            {},
            {"text": "€13,050", "numeric": True, "label": "Awarded"},
        ],
    }


def _charts() -> dict[str, Any]:
    return {
        "bars": [
            {"label": "Applied", "share": 100, "value": "120"},
            {"label": "Trained", "share": 66.7, "value": "80"},
            {"label": "Pitched", "share": 45, "value": "54"},
            {"label": "Funded", "share": 41.7, "value": "50"},
        ],
        "bars_ar": [
            {"label": "قدّموا طلبًا", "share": 100, "value": "120"},
            {"label": "أكملوا التدريب", "share": 66.7, "value": "80"},
            {"label": "حصلوا على منحة", "share": 41.7, "value": "50"},
        ],
        "ranking": [
            _rank("Warm Bread Together", 82, 88, 96, "1", "1", "2", "in", "In"),
            _rank("Second Stitch", 60, 74, 86, "2", "2", "4", "in", "In"),
            _rank("Bike Kitchen", 40, 56, 72, "3", "2", "5", "grey", "To talk about"),
            _rank("Language Café", 36, 50, 68, "4", "3", "5", "grey", "To talk about"),
            _rank("Garden for All", 8, 20, 34, "5", "5", "6", "out", "Out"),
        ],
    }


def _rank(
    label: str,
    low: float,
    mid: float,
    high: float,
    place: str,
    best: str,
    worst: str,
    zone: str,
    word: str,
) -> dict[str, Any]:
    return {
        "label": label,
        "low": low,
        "mid": mid,
        "high": high,
        "mid_text": place,
        "low_text": best,
        "high_text": worst,
        "zone": zone,
        "zone_label": word,
    }


def samples() -> dict[str, Any]:
    """Return what `styleguide.html` shows where an include's own parameters are not enough."""
    return {
        **_roads(),
        **_charts(),
        "tasks": _tasks(),
        "table": _table(),
        "form": SampleForm(),
        "form_wrong": SampleForm(
            {"name": "", "email": "amina", "amount": "9000", "born_day": "3"}, prefix="wrong"
        ),
        "filter": SampleFilter(),
        "tones": [
            {"tone": "neutral", "label": "To do"},
            {"tone": "waiting", "label": "Waiting for you"},
            {"tone": "going", "label": "Under way"},
            {"tone": "done", "label": "Done"},
            {"tone": "late", "label": "Late"},
            {"tone": "wrong", "label": "Failed"},
            {"tone": "ended", "label": "Closed"},
        ],
        "crumbs": [
            {"label": "Home", "url": "#"},
            {"label": "Calls", "url": "#"},
            {"label": "Spring call"},
        ],
        "answers": [
            {"label": "What should we call you?", "value": "Amina", "url": "#"},
            {
                "label": "What is your idea?",
                "value": "نخبز معًا كل يوم سبت.",
                "lang": "ar",
                "url": "#",
            },
            {"label": "How much money do you need?", "value": "", "url": "#"},
        ],
        "dates": [
            {"label": "Call opened", "date": TODAY - timedelta(days=40), "past": True},
            {
                "label": "Last day to apply",
                "date": TODAY + timedelta(days=7),
                "time": "17:00 UK time",
                "next": True,
            },
            {
                "label": "Pitch day",
                "date": TODAY + timedelta(days=21),
                "note": "Coventry Central Library",
            },
        ],
        "cities": ["Coventry", "Wolverhampton", "Birmingham"],
        "deadline": NOW + timedelta(days=7),
        "now": NOW,
        "today": TODAY,
        "in_a_week": TODAY + timedelta(days=7),
        "paragraphs": [
            "Thank you for sending in your idea.",
            "We read every application. You hear from us by 7 December.",
        ],
        "list_of_needs": [_("A quiet hour to fill it in"), _("Your bank is not needed yet")],
    }
