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


class Verdict(models.Model):
    """What is said about one application."""

    outcome = models.CharField(_("decision"), max_length=12, choices=Outcome)
    amount_minor = models.BigIntegerField(_("amount (minor units)"), null=True, blank=True)
    reserve_order = models.PositiveSmallIntegerField(
        _("place on the reserve list"), null=True, blank=True
    )
    against_order = models.BooleanField(_("against the panel's order"), default=False)
    reason = models.TextField(_("reason"))
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


class Decision(Verdict):
    """What the panel decided. It stands: a trigger lets only a reserve change, once."""

    Outcome = Outcome

    round = models.ForeignKey(Round, models.PROTECT, related_name="decisions")
    application = models.OneToOneField(Application, models.PROTECT, related_name="decision")
    rank = models.PositiveSmallIntegerField(_("rank"))

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints = verdict_constraints("decision")

    def __str__(self) -> str:
        return f"{self.application_id}: {self.outcome}"
