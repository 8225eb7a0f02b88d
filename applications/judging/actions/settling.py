"""What a closed round left open: the reserve list, what was put off, conditions, who was kept."""

from dataclasses import asdict

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

import audit.record
from accounts.models import User
from applications.calls.models import Call
from applications.journey.models import Application
from applications.journey.states import State
from applications.journey.workflow import need
from programmes.money import spoken

from ..models import Decision, Outcome, Round, Shortlisting
from ..pot import pot_of
from ..ranking import hidden_from
from ..refusals import AlreadyDone, JudgingRefused
from ..walking import walk_round
from .allowed import locked
from .deciding import VERDICT, move_all, record_decisions, record_shortlistings
from .decisions import Verdict, tidy
from .ready_to_close import too_low


@transaction.atomic
def decide_from_reserve(*, decision: Decision, verdict: Verdict, by: User) -> Decision:
    """Settle what waits: award it, or let it go. From the reserve list, when money came free; what
    was put off; or a grant whose condition is not met.

    Raises NotPermitted; AlreadyDone when it does not wait any more; JudgingRefused out of order
    or below a pass mark without saying so, or beyond the pot or the number of grants.
    """
    judging_round = locked(decision.round)
    need("judging.decide_from_reserve", by, judging_round)
    decision = Decision.objects.select_for_update().get(pk=decision.pk)
    if not Decision.objects.waiting().filter(pk=decision.pk).exists():
        raise AlreadyDone(_("This project does not wait any more."))
    if verdict.outcome not in (Outcome.AWARD, Outcome.NOT_FUNDED):
        raise JudgingRefused(_("Choose a grant, or no grant."))
    if decision.application_id in hidden_from(by, judging_round):
        raise JudgingRefused(_("You keep out of this one. Ask the officer to name another chair."))
    verdict = tidy(verdict, judging_round)
    if verdict.outcome == Outcome.AWARD:
        _refuse_too_low(judging_round, decision, verdict)
        _refuse_late_award(judging_round, decision, verdict)
    for name, value in asdict(verdict).items():
        setattr(decision, name, value)
    decision.decided_by, decision.decided_at = by, timezone.now()
    decision.save()
    decision.round, decision.application = judging_round, _application(decision)
    record_decisions([decision], by)
    if verdict.outcome == Outcome.NOT_FUNDED or decision.condition_is_open:
        move_all([decision], by)
    return decision


def _refuse_too_low(judging_round: Round, waits: Decision | Shortlisting, verdict: Verdict) -> None:
    """Who was put off is looked at again; a place on the reserve list had its reason before."""
    explained = verdict.against_order or waits.outcome != Outcome.DEFER
    if not explained and waits.application_id in walk_round(judging_round).too_low:
        raise too_low([waits.application.reference])


def _application(decision: Decision | Shortlisting) -> Application:
    found = Application.objects.select_related("call__programme", "applicant")
    return found.get(pk=decision.application_id)


def _refuse_late_award(judging_round: Round, decision: Decision, verdict: Verdict) -> None:
    waiting = judging_round.decisions.filter(
        outcome=Outcome.RESERVE,
        application__state=State.RESERVE,
        reserve_order__lt=decision.reserve_order or 0,
    )
    if waiting.exists() and not verdict.against_order:
        raise JudgingRefused(
            _(
                "Others stand before it on the list. Tick “against the panel's order”, and say "
                "why in the reason."
            )
        )
    call = Call.objects.select_for_update(of=("self",)).get(pk=judging_round.call_id)
    counted = decision.amount_minor or 0 if decision.outcome == Outcome.AWARD else 0
    pot = pot_of(call, meant=[(verdict.amount_minor or 0) - counted])
    if pot.overspent:
        raise JudgingRefused(
            _("The pot is %(amount)s short.")
            % {"amount": spoken(-pot.left, judging_round.call.currency)}
        )
    others = judging_round.decisions.holding_money().exclude(pk=decision.pk)
    if others.count() >= judging_round.places:
        raise JudgingRefused(_("All grants of this round are given. Ask the officer for another."))


@transaction.atomic
def meet_condition(*, decision: Decision, by: User) -> Decision:
    """The condition of a grant is met: the officer can send the offer now.

    Raises NotPermitted, or AlreadyDone when there is no condition left to meet.
    """
    judging_round = locked(decision.round)
    need("judging.check_condition", by, judging_round)
    decision = Decision.objects.select_for_update().get(pk=decision.pk)
    if not decision.condition_is_open or decision.outcome != Outcome.AWARD:
        raise AlreadyDone(_("There is no condition left to meet."))
    decision.condition_met_at, decision.condition_met_by = timezone.now(), by
    decision.save(update_fields=["condition_met_at", "condition_met_by"])
    audit.record.record(
        "judging.meet_condition", decision, by=by, application=decision.application_id
    )
    return decision


@transaction.atomic
def decide_kept(*, shortlisting: Shortlisting, verdict: Verdict, by: User) -> None:
    """Settle what a desk round kept: it goes on to the pitch day after all, or it is turned down.

    Raises NotPermitted; AlreadyDone when that is settled; JudgingRefused for another outcome, a
    conflict of interest, or below a pass mark without saying so.
    """
    judging_round = locked(shortlisting.round)
    need("judging.decide_from_reserve", by, judging_round)
    kept = Shortlisting.objects.select_for_update().filter(pk=shortlisting.pk).first()
    application = _application(shortlisting)
    if kept is None or kept.outcome != Outcome.DEFER or application.state != State.READY_TO_PITCH:
        raise AlreadyDone(_("This project does not wait any more."))
    if verdict.outcome not in (Outcome.SHORTLIST, Outcome.NOT_FUNDED):
        raise JudgingRefused(_("Choose the pitch day, or no grant."))
    if kept.application_id in hidden_from(by, judging_round):
        raise JudgingRefused(_("You keep out of this one. Ask the officer to name another chair."))
    verdict = tidy(verdict, judging_round)
    said = {name: getattr(verdict, name) for name in VERDICT}
    if verdict.outcome == Outcome.SHORTLIST:
        _refuse_too_low(judging_round, kept, verdict)
        for name, value in said.items():
            setattr(kept, name, value)
        kept.decided_by, kept.decided_at, kept.application = by, timezone.now(), application
        kept.save()
        record_shortlistings([kept], by)
        return
    decision = Decision.objects.create(
        round=judging_round, application=application, rank=kept.rank, decided_by=by, **said
    )
    kept.delete()
    record_decisions([decision], by)
    move_all([decision], by)
