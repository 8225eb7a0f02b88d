"""What this room's guards mean."""

from django.utils.translation import gettext_lazy as _

from applications.calls.models import Stage
from applications.journey.guards import guard
from applications.journey.models import Application
from applications.journey.states import State

from .models import Decision, Slot


@guard("judging.has_slot")
def has_slot(application: Application) -> str:
    """The application has a slot on a pitch day that overlaps no other"""
    if Slot.objects.filter(application=application).exists():
        return ""
    return _("Give it a pitch time first.")


@guard("judging.pitched_if_asked")
def pitched_if_asked(application: Application) -> str:
    """A call with a pitch day judges only what was scheduled"""
    if not application.call.uses(Stage.PITCH_DAY):
        return ""
    return has_slot(application)


@guard("judging.quorum_met_and_locked")
def quorum_met_and_locked(application: Application) -> str:
    """The round's quorum of scorecards is submitted and the scores are locked"""
    for scorecard in application.scorecards.select_related("round"):
        judging_round = scorecard.round
        submitted = application.scorecards.filter(
            round=judging_round, submitted_at__isnull=False
        ).count()
        if judging_round.locked_at and submitted >= judging_round.quorum:
            return ""
    return _("Not enough scorecards are in, or the scores are not locked.")


def _decided(application: Application, outcome: Decision.Outcome) -> bool:
    decision = Decision.objects.filter(application=application).first()
    return decision is not None and decision.outcome == outcome


@guard("judging.decided_to_award")
def decided_to_award(application: Application) -> str:
    """The panel decided to award, with an amount and a reason, or it is first in reserve"""
    decision = Decision.objects.filter(application=application).first()
    if decision and decision.outcome == Decision.Outcome.AWARD:
        return ""
    if decision and decision.outcome == Decision.Outcome.RESERVE:
        return _first_in_reserve(decision)
    return _("The panel has not decided to award it.")


def _first_in_reserve(decision: Decision) -> str:
    earlier = Decision.objects.filter(
        round=decision.round,
        outcome=Decision.Outcome.RESERVE,
        reserve_order__lt=decision.reserve_order,
        application__state=State.RESERVE,
    )
    return _("Another application is before it on the reserve list.") if earlier.exists() else ""


@guard("judging.decided_to_reserve")
def decided_to_reserve(application: Application) -> str:
    """The panel put it on the reserve list, with a reason"""
    if _decided(application, Decision.Outcome.RESERVE):
        return ""
    return _("The panel has not put it on the reserve list.")


@guard("judging.decided_not_to_fund")
def decided_not_to_fund(application: Application) -> str:
    """The panel decided not to fund it, with a reason"""
    if _decided(application, Decision.Outcome.NOT_FUNDED):
        return ""
    return _("The panel has not decided against it.")
