"""What the panel decided, by its chair. Amounts are minor units of the call's currency."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from applications.journey.models import Application
from applications.journey.states import State

from .rounds import Round

MONEY_FREE_AGAIN = (
    State.OFFER_DECLINED,
    State.OFFER_LAPSED,
    State.WITHDRAWN,
    State.NOT_FUNDED,
)
"""States in which money that was meant for an application can go to another."""

GRANTED_FROM_RESERVE = (
    State.AWARDED,
    State.AGREED,
    State.ACTIVE,
    State.COMPLETED,
    State.ENDED_EARLY,
)
"""States in which the first on the reserve list, called by the officer, has its grant."""


class Outcome(models.TextChoices):
    AWARD = "award", _("Award")
    RESERVE = "reserve", _("Reserve list")
    NOT_FUNDED = "not_funded", _("Not funded")
    DEFER = "defer", _("Decide later")
    SHORTLIST = "shortlist", _("Goes on to the pitch day")


FINAL = (Outcome.AWARD, Outcome.RESERVE, Outcome.NOT_FUNDED, Outcome.DEFER)
"""What a round can say that decides."""
ON_THE_WAY = (Outcome.SHORTLIST, Outcome.NOT_FUNDED, Outcome.DEFER)
"""What a desk round can say before a pitch day."""


class Verdict(models.Model):
    """What is said about one application.

    An award with a `condition` is offered once `condition_checker` found that it is met. `votes`
    maps a judge's primary key to "for", "against" or "abstain", where the panel votes.
    """

    outcome = models.CharField(_("decision"), max_length=12, choices=Outcome)
    amount_minor = models.BigIntegerField(_("amount (minor units)"), null=True, blank=True)
    reserve_order = models.PositiveSmallIntegerField(
        _("place on the reserve list"), null=True, blank=True
    )
    against_order = models.BooleanField(_("against the panel's order"), default=False)
    reason = models.TextField(_("reason"))
    condition = models.TextField(_("condition"), blank=True, default="", db_default="")
    condition_due = models.DateField(_("condition met by"), null=True, blank=True)
    condition_checker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("who checks the condition"),
        null=True,
        blank=True,
        related_name="+",
    )
    moved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    votes = models.JSONField(
        default=dict, db_default=models.Value({}, models.JSONField()), blank=True
    )
    feedback = models.TextField(_("feedback for the applicant"), blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True


def verdict_constraints(name: str) -> list[models.BaseConstraint]:
    return [
        models.CheckConstraint(
            condition=~Q(outcome="award") | Q(amount_minor__gt=0),
            name=f"award_{name}_has_an_amount",
        ),
        models.CheckConstraint(
            condition=~Q(outcome="reserve") | Q(reserve_order__gt=0),
            name=f"reserve_{name}_has_a_place",
        ),
        models.CheckConstraint(condition=~Q(reason=""), name=f"{name}_has_a_reason"),
        models.CheckConstraint(
            condition=Q(condition="", condition_due=None, condition_checker=None)
            | Q(
                ~Q(condition=""),
                outcome="award",
                condition_due__isnull=False,
                condition_checker__isnull=False,
            ),
            name=f"condition_of_{name}_is_whole",
        ),
    ]


class DraftDecision(Verdict):
    """What the chair means to decide, until the round is closed. Nobody else acts on it."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="draft_decisions")
    application = models.ForeignKey(Application, models.CASCADE, related_name="draft_decisions")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("draft decision")
        verbose_name_plural = _("draft decisions")
        constraints = [
            models.UniqueConstraint(fields=["round", "application"], name="drafted_once"),
            *verdict_constraints("draft"),
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.outcome} (draft)"


class DecisionQuerySet(models.QuerySet):
    def holding_money(self) -> "DecisionQuerySet":
        """Grants whose money is still meant for the project, from the reserve list or not."""
        granted = Q(outcome=Outcome.AWARD) | Q(
            outcome=Outcome.RESERVE, application__state__in=GRANTED_FROM_RESERVE
        )
        return self.filter(granted).exclude(application__state__in=MONEY_FREE_AGAIN)

    def waiting(self) -> "DecisionQuerySet":
        """What is still to be settled: reserves, put off, and grants whose condition is open."""
        reserve = Q(outcome=Outcome.RESERVE, application__state=State.RESERVE)
        open_condition = ~Q(condition="") & Q(condition_met_at=None, outcome=Outcome.AWARD)
        judged = Q(application__state=State.JUDGED) & (Q(outcome=Outcome.DEFER) | open_condition)
        return self.filter(reserve | judged)

    def to_offer(self) -> "DecisionQuerySet":
        """Grants without a condition that is still open."""
        return self.filter(outcome=Outcome.AWARD).filter(
            Q(condition="") | Q(condition_met_at__isnull=False)
        )


class Decision(Verdict):
    """What the panel decided. It stands: a trigger lets only change what was left open, which is a
    place on the reserve list, what was put off, and a grant whose condition is not met yet."""

    Outcome = Outcome

    round = models.ForeignKey(Round, models.PROTECT, related_name="decisions")
    application = models.OneToOneField(Application, models.PROTECT, related_name="decision")
    rank = models.PositiveSmallIntegerField(_("rank"))
    condition_met_at = models.DateTimeField(null=True, blank=True)
    condition_met_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints = [
            *verdict_constraints("decision"),
            models.CheckConstraint(condition=~Q(outcome="shortlist"), name="decision_decides"),
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.outcome}"

    @property
    def condition_is_open(self) -> bool:
        return bool(self.condition) and self.condition_met_at is None


class Shortlisting(Verdict):
    """What a desk round said of an application that it did not turn down: it goes on to the pitch
    day, or is kept until somebody settles that."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="shortlistings")
    application = models.ForeignKey(Application, models.PROTECT, related_name="shortlistings")
    rank = models.PositiveSmallIntegerField(_("rank"))

    class Meta:
        verbose_name = _("shortlisting")
        verbose_name_plural = _("shortlistings")
        constraints = [
            models.UniqueConstraint(fields=["round", "application"], name="shortlisted_once"),
            models.CheckConstraint(
                condition=Q(outcome__in=["shortlist", "defer"]), name="shortlisting_decides_nothing"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.outcome}"
