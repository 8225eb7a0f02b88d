"""What this room's guards mean, and what it knows about an application's road.

What was read with many applications at once is not asked for again.
"""

from collections import Counter
from collections.abc import Iterable
from typing import TypeVar

from django.db.models import Model, Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from applications.calls.models import Stage
from applications.journey.guards import guard
from applications.journey.models import Application
from applications.journey.road import Day, Next, dates_from, next_for
from applications.journey.states import State

from .handing_over import sent_on
from .models import Decision, Outcome, Round, Scorecard, Slot
from .times import in_words


@guard("judging.has_slot")
def has_slot(application: Application) -> str:
    """The application has a slot on a pitch day that overlaps no other, and the desk panel, where
    the call has one, sent it there"""
    if not sent_on(application):
        return _("The judges who read it have not sent it to the pitch day.")
    if _neighbour(application, "slot", Slot.objects.all()):
        return ""
    return _("Give it a pitch time first.")


@guard("judging.pitched_if_asked")
def pitched_if_asked(application: Application) -> str:
    """A call with a pitch day judges what was scheduled, or what was turned down at the desk"""
    if not application.call.uses(Stage.PITCH_DAY) or turned_down_at_desk(application):
        return ""
    return has_slot(application)


@guard("judging.quorum_met_and_locked")
def quorum_met_and_locked(application: Application) -> str:
    """The round's quorum of scorecards is submitted and the scores are locked; of the pitch day
    where there is one"""
    pitches = application.call.uses(Stage.PITCH_DAY) and not turned_down_at_desk(application)
    kinds = [Round.Kind.PITCH_DAY] if pitches else list(Round.Kind)
    counts = Counter(each.round for each in _cards_of(application) if each.round.kind in kinds)
    if any(cards >= judging_round.quorum for judging_round, cards in counts.items()):
        return ""
    return _("Not enough scorecards are in, or the scores are not locked.")


CARDS = "cards_that_count"
READ_TO_JUDGE = ("decision__round", "slot")


def cards_to_judge() -> Prefetch:
    """With `READ_TO_JUDGE`, what the guards of “judge” look at."""
    return Prefetch("scorecards", _counted_and_locked(), to_attr=CARDS)


def _counted_and_locked() -> QuerySet[Scorecard]:
    locked = Scorecard.objects.counted().filter(round__locked_at__isnull=False)
    return locked.select_related("round").only("application", "round__kind", "round__quorum")


def _cards_of(application: Application) -> Iterable[Scorecard]:
    here = _counted_and_locked().filter(application=application)
    return getattr(application, CARDS, here)


def turned_down_at_desk(application: Application) -> bool:
    decision = _decision_of(application)
    return (
        decision is not None
        and decision.outcome == Outcome.NOT_FUNDED
        and decision.round.kind == Round.Kind.DESK
    )


def _decided(application: Application, outcome: Outcome) -> bool:
    decision = _decision_of(application)
    return decision is not None and decision.outcome == outcome


def _decision_of(application: Application) -> Decision | None:
    return _neighbour(application, "decision", Decision.objects.select_related("round"))


Found = TypeVar("Found", bound=Model)


def _neighbour(application: Application, name: str, asked: QuerySet[Found]) -> Found | None:
    """As it was read with the application, or else as it is now."""
    if Application._meta.get_field(name).is_cached(application):
        return getattr(application, name, None)
    return asked.filter(application=application).first()


@guard("judging.decided_to_award")
def decided_to_award(application: Application) -> str:
    """The panel decided to award, with an amount and a reason, or it is first in reserve"""
    decision = Decision.objects.filter(application=application).first()
    if decision and decision.condition_is_open:
        return _("The grant's condition is not met yet.")
    if decision and decision.outcome == Outcome.AWARD:
        return ""
    if decision and decision.outcome == Outcome.RESERVE:
        return _first_in_reserve(decision)
    return _("The panel has not decided to award it.")


def _first_in_reserve(decision: Decision) -> str:
    earlier = Decision.objects.filter(
        round=decision.round,
        outcome=Outcome.RESERVE,
        reserve_order__lt=decision.reserve_order,
        application__state=State.RESERVE,
    )
    return _("Another application is before it on the reserve list.") if earlier.exists() else ""


@guard("judging.decided_to_reserve")
def decided_to_reserve(application: Application) -> str:
    """The panel put it on the reserve list, with a reason"""
    if _decided(application, Outcome.RESERVE):
        return ""
    return _("The panel has not put it on the reserve list.")


@guard("judging.decided_not_to_fund")
def decided_not_to_fund(application: Application) -> str:
    """The panel decided not to fund it, with a reason"""
    if _decided(application, Outcome.NOT_FUNDED):
        return ""
    return _("The panel has not decided against it.")


# What an applicant's road and status page know from here.


@dates_from
def pitch_and_decision(application: Application) -> dict[str, Day]:
    """The day of the pitch, and of the decision once it is made."""
    days: dict[str, Day] = {}
    if slot := Slot.objects.filter(application=application).first():
        days["pitch_day"] = slot.starts_at.astimezone(application.call.zone)
    decision = Decision.objects.filter(application=application).first()
    if decision and application.state not in (State.JUDGED, State.SCHEDULED):
        days["decision"] = decision.decided_at.astimezone(application.call.zone)
    return days


@next_for(State.SCHEDULED)
def come_and_pitch(application: Application) -> Next | None:
    slot = Slot.objects.filter(application=application).select_related("round").first()
    if slot is None:
        return None
    return Next(
        text=_("Come and tell the panel about your idea."),
        by_words=in_words(slot),
        yours=True,
        action_label=_("See my pitch time"),
        action_url=reverse("judging:mine", args=[application.public_id]),
    )


@next_for(State.READY_TO_PITCH)
def wait_for_a_pitch_time(application: Application) -> Next | None:
    """Once the judges who read it sent it on, and not before."""
    if not application.call.uses(Stage.DESK_SCORING) or not sent_on(application):
        return None
    return Next(text=_("The judges liked what they read. You will pitch: we send you the time."))


@next_for(State.JUDGED)
def meet_the_condition(application: Application) -> Next | None:
    decision = Decision.objects.filter(application=application).first()
    if decision is None or not decision.condition_is_open:
        return None
    return Next(
        text=_("The panel wants to fund you. Something has to be done first: read what."),
        by=decision.condition_due,
        yours=True,
        action_label=_("See what the panel said"),
        action_url=reverse("judging:mine", args=[application.public_id]),
    )


@next_for(State.RESERVE, State.NOT_FUNDED)
def read_what_the_panel_said(application: Application) -> Next:
    texts = {
        State.RESERVE: _("You are on the reserve list. If money comes free, we write to you."),
        State.NOT_FUNDED: _("There is no grant this time. You are welcome to apply again."),
    }
    return Next(
        title=_("Where this stands"),
        text=texts[State(application.state)],
        action_label=_("See what the panel said"),
        action_url=reverse("judging:mine", args=[application.public_id]),
    )
