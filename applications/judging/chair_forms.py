"""What a chair fills in: a verdict, with its condition and its votes, and the minutes."""

from collections.abc import Iterable
from typing import cast

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from programmes.fields import MoneyField, offer_choices, offer_records, show
from programmes.models import RoleAssignment
from programmes.money import for_typing

from .actions import Verdict
from .models import DraftDecision, Meeting, Outcome, PanelMember, Round
from .models.decisions import FINAL, ON_THE_WAY
from .models.rubrics import RUNNERS
from .votes import Choice, voters

CONDITIONAL = "conditional"
"""An award with a condition, as its own choice on the screen."""


def officers_of(judging_round: Round):
    """Who can check a condition: officers of the round's place."""
    programme, city = judging_round.call.programme_id, judging_round.city_id
    here = (
        RoleAssignment.objects.in_force()
        .filter(Q(programme=None) | Q(programme=programme), role__in=RUNNERS)
        .filter(Q(city=None) | Q(city=city))
        .exclude(user__in=judging_round.members.values("user"))
    )
    return User.objects.filter(pk__in=here.values("user"), is_active=True).select_related("person")


class VerdictForm(forms.Form):
    """What the chair says about one application, in the outcomes that the round can decide."""

    outcome = forms.ChoiceField(label=_("Decision"), widget=forms.RadioSelect)
    amount = MoneyField(
        label=_("Amount of the grant"), help_text=_("Only for a grant."), required=False
    )
    condition = forms.CharField(
        label=_("What has to be done first"),
        help_text=_("Only for a grant on a condition. The applicant reads this."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
        required=False,
    )
    condition_due = forms.DateField(
        label=_("Done by"), widget=forms.DateInput(attrs={"type": "date"}), required=False
    )
    condition_checker = forms.ModelChoiceField(
        label=_("Who checks it"), queryset=User.objects.none(), required=False
    )
    reserve_order = forms.IntegerField(
        label=_("Place on the reserve list"),
        help_text=_("Only for the reserve list: 1 is called first."),
        required=False,
        min_value=1,
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("For the record. The programme team reads it."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
    )
    against_order = forms.BooleanField(
        label=_("This goes against the panel's order, and the reason says why"), required=False
    )
    moved_by = forms.TypedChoiceField(
        label=_("Who moved it"), coerce=int, empty_value=None, required=False
    )
    feedback = forms.CharField(
        label=_("Feedback for the applicant"),
        help_text=_("What was good, and what would make it stronger. Kind and clear words."),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        max_length=4000,
    )

    def __init__(
        self,
        *args,
        judging_round: Round,
        application: int,
        outcomes: Iterable[Outcome] = (),
        **kwargs,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.voters: list[PanelMember] = []
        every = list(outcomes) or list(ON_THE_WAY if judging_round.hands_over else FINAL)
        offer_choices(self, "outcome", _choices(every))
        cast(MoneyField, self.fields["amount"]).in_currency(judging_round.call.currency)
        offer_records(self, "condition_checker", officers_of(judging_round))
        for name in ("amount", "reserve_order", "condition", "condition_due", "condition_checker"):
            show(self.fields[name], hide_optional=True)
        self._leave_out(every)
        if judging_round.decided_by == Round.DecidedBy.MAJORITY and not judging_round.closed_at:
            self._ask_for_votes(judging_round, application)
        else:
            del self.fields["moved_by"]

    def _leave_out(self, outcomes: list[Outcome]) -> None:
        gone = set() if Outcome.RESERVE in outcomes else {"reserve_order"}
        if Outcome.AWARD not in outcomes:
            gone |= {"amount", "condition", "condition_due", "condition_checker"}
        for name in gone:
            del self.fields[name]

    def _ask_for_votes(self, judging_round: Round, application: int) -> None:
        self.voters = voters(judging_round, application)
        names = [(str(each.user_id), each.user.get_full_name()) for each in self.voters]
        offer_choices(self, "moved_by", [("", "–"), *names])
        for key, name in names:
            self.fields[f"vote-{key}"] = forms.ChoiceField(
                label=_("Vote of %(name)s") % {"name": name},
                choices=[("", "–"), *Choice.choices],
                required=False,
            )
        rest = [name for name in self.fields if name != "feedback"]
        self.order_fields([*rest, "feedback"])

    @staticmethod
    def initial_of(verdict: DraftDecision, currency: str) -> dict[str, object]:
        amount = verdict.amount_minor
        return {
            "outcome": CONDITIONAL if verdict.condition else verdict.outcome,
            "amount": None if amount is None else for_typing(amount, currency),
            "reserve_order": verdict.reserve_order,
            "reason": verdict.reason,
            "against_order": verdict.against_order,
            "feedback": verdict.feedback,
            "condition": verdict.condition,
            "condition_due": verdict.condition_due and verdict.condition_due.isoformat(),
            "condition_checker": verdict.condition_checker_id,
            "moved_by": verdict.moved_by_id,
            **{f"vote-{key}": vote for key, vote in verdict.votes.items()},
        }

    def clean(self) -> dict:
        super().clean()
        data = self.cleaned_data
        if data.get("outcome") == CONDITIONAL and not data.get("condition"):
            self.add_error("condition", _("Write what has to be done first."))
        return data

    def verdict(self) -> Verdict:
        data = self.cleaned_data
        conditional = data["outcome"] == CONDITIONAL
        checker = data.get("condition_checker")
        return Verdict(
            outcome=Outcome.AWARD if conditional else data["outcome"],
            reason=data["reason"],
            feedback=data["feedback"],
            amount_minor=data.get("amount"),
            reserve_order=data.get("reserve_order"),
            against_order=data["against_order"],
            condition=data.get("condition", "") if conditional else "",
            condition_due=data.get("condition_due"),
            condition_checker_id=checker.pk if checker else None,
            moved_by_id=data.get("moved_by"),
            votes={
                str(each.user_id): vote
                for each in self.voters
                if (vote := data.get(f"vote-{each.user_id}"))
            },
        )


def _choices(outcomes: list[Outcome]) -> list[tuple]:
    found: list[tuple] = []
    for each in outcomes:
        found.append((each.value, each.label))
        if each == Outcome.AWARD:
            found.append((CONDITIONAL, _("Award on a condition")))
    return found


class ByName(forms.ModelMultipleChoiceField):
    """Panel members, each by name."""

    def label_from_instance(self, obj: PanelMember) -> str:
        return obj.user.get_full_name()


class MinutesForm(forms.Form):
    """Who is at the meeting, and what is said."""

    present = ByName(
        label=_("Who is here"),
        queryset=PanelMember.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    minutes = forms.CharField(
        label=_("Minutes"),
        help_text=_("What was said, and why. Decisions are kept with each project."),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=50_000,
        required=False,
    )

    def __init__(self, *args, judging_round: Round, meeting: Meeting | None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if meeting:
            self.initial["minutes"] = meeting.minutes
            self.initial["present"] = list(meeting.present.values_list("pk", flat=True))
        seats = judging_round.members.select_related("user__person")
        offer_records(self, "present", seats.order_by("user__person__display_name", "pk"))
