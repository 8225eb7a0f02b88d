"""The parts of a grant in the grantee's words: not yet, being checked, on its way, arrived."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from applications.awards.models import Award, Tranche
from programmes.money import spoken

from .models import Disbursement

State = Disbursement.State


@dataclass(frozen=True)
class Part:
    """One tranche as the grantee sees it; `stone` and `tone` are those of the components."""

    tranche: Tranche
    words: str
    tone: str
    stone: str
    at: datetime | None = None
    came_back: bool = False


def of(award: Award) -> list[Part]:
    """Every part of the award, in one query."""
    return [_part(tranche) for tranche in award.tranches.select_related("disbursement")]


def _part(tranche: Tranche) -> Part:
    payment: Disbursement | None = getattr(tranche, "disbursement", None)
    if payment is None:
        return Part(tranche, _condition(tranche), "neutral", "next")
    match payment.state:
        case State.ARRIVED:
            return Part(tranche, _("Arrived"), "done", "done", payment.arrived_at)
        case State.SENT:
            return Part(tranche, _("On its way"), "going", "here", payment.sent_at)
        case State.FAILED if payment.stripe_transfer:
            return Part(tranche, _("Your bank sent it back"), "wrong", "here", came_back=True)
        case State.FAILED:
            return Part(tranche, _("Delayed: we are on it"), "late", "here")
        case State.STOPPED:
            return Part(tranche, _("Will not be paid"), "ended", "ended")
        case State.RELEASED:
            return Part(tranche, _("On its way"), "going", "here", payment.released_at)
        case _:
            return Part(tranche, _("We are checking it"), "going", "here", payment.created_at)


def _condition(tranche: Tranche) -> str:
    match tranche.condition:
        case Tranche.Condition.AGREEMENT_SIGNED:
            return _("After you sign the agreement")
        case Tranche.Condition.DATE:
            return _("On a set day")
        case _:
            return _("After your report is accepted")


def as_road(parts: list[Part], currency: str) -> list[dict]:
    """The parts as stones, for components/road.html."""
    return [
        {
            "key": str(part.tranche.number),
            "label": spoken(part.tranche.amount_minor, currency),
            "state": part.stone,
            "date": part.at or part.tranche.due_on,
            "note": part.words,
        }
        for part in parts
    ]
