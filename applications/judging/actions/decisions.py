"""What the chair decides: drafted one by one, then all at once; later, from the reserve list."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

import audit.record
from accounts.models import User
from applications.calls.models import Call
from applications.journey.models import Application
from applications.journey.states import State
from applications.journey.workflow import advance, need
from programmes.money import spoken

from .. import emails
from ..models import Decision, DraftDecision, Entry, Outcome, Round
from ..order import Ranked, passed_over
from ..pot import pot_of
from ..ranking import hidden_from, rank_round
from ..refusals import AlreadyDone, JudgingRefused, ScorecardChanged
from .allowed import locked
from .feedback import refuse_missing_feedback


@dataclass(frozen=True)
class Verdict:
    """What is said about one application. `amount_minor` in minor units of the call's currency."""

    outcome: str
    reason: str
    feedback: str = ""
    amount_minor: int | None = None
    reserve_order: int | None = None
    against_order: bool = False


@transaction.atomic
def draft_decision(
    *, entry: Entry, verdict: Verdict, by: User, seen: int | None = None
) -> DraftDecision:
    """Keep what the chair means to decide about one application.

    `seen` is the draft's version on the chair's screen (0 for none; None to skip the look).
    Raises NotPermitted, AlreadyDone once the round is decided, ScorecardChanged when the draft was
    changed elsewhere, JudgingRefused for an incomplete verdict or a conflict of the chair.
    """
    judging_round = locked(entry.round)
    need("judging.decide", by, judging_round)
    _refuse_unfit(judging_round, entry, by)
    verdict = tidy(verdict, judging_round.call)
    draft = DraftDecision.objects.filter(
        round=judging_round, application_id=entry.application_id
    ).first()
    if draft and all(getattr(draft, name) == value for name, value in asdict(verdict).items()):
        return draft
    if seen is not None and seen != (draft.version if draft else 0):
        raise ScorecardChanged(_("This was changed on another screen. Look at it, then save."))
    draft, _new = DraftDecision.objects.update_or_create(
        round=judging_round,
        application_id=entry.application_id,
        defaults={
            **asdict(verdict),
            "decided_by": by,
            "decided_at": timezone.now(),
            "version": draft.version + 1 if draft else 1,
        },
    )
    audit.record.record(
        "judging.draft_decision",
        draft,
        by=by,
        application=entry.application_id,
        outcome=draft.outcome,
        amount_minor=draft.amount_minor,
    )
    return draft


def _refuse_unfit(judging_round: Round, entry: Entry, by: User) -> None:
    if judging_round.closed_at:
        raise AlreadyDone(_("This round is decided. It cannot change any more."))
    if judging_round.locked_at is None:
        raise JudgingRefused(_("Lock the scores first."))
    if entry.application_id in hidden_from(by, judging_round):
        raise JudgingRefused(_("You keep out of this one. Ask the officer to name another chair."))


def tidy(verdict: Verdict, call: Call) -> Verdict:
    """The verdict without what does not belong to its outcome. JudgingRefused if incomplete."""
    if not verdict.reason.strip():
        raise JudgingRefused(_("Write the reason."))
    award, reserve = verdict.outcome == Outcome.AWARD, verdict.outcome == Outcome.RESERVE
    amount = verdict.amount_minor
    if award and not (amount and 0 < amount <= call.maximum_minor):
        most = spoken(call.maximum_minor, call.currency)
        raise JudgingRefused(_("Give an amount, %(most)s at most.") % {"most": most})
    if award and amount and amount < call.least_minor:
        least = spoken(call.least_minor, call.currency)
        raise JudgingRefused(_("Give an amount, %(least)s at least.") % {"least": least})
    if reserve and not (verdict.reserve_order and verdict.reserve_order > 0):
        raise JudgingRefused(_("Give its place on the reserve list: 1 is called first."))
    return Verdict(
        outcome=verdict.outcome,
        reason=verdict.reason.strip(),
        feedback=verdict.feedback.strip(),
        amount_minor=amount if award else None,
        reserve_order=verdict.reserve_order if reserve else None,
        against_order=verdict.against_order,
    )


@transaction.atomic
def close_round(*, judging_round: Round, by: User) -> Round:
    """Make every draft of the round a decision, all or none, and move what can move at once.

    Reserves and those not funded move and are told; an award waits for the officer to issue it.
    Raises NotPermitted; AlreadyDone for the second of two; JudgingRefused when an application has
    no draft, one is passed over without saying so, or the pot or the number of grants is exceeded.
    """
    judging_round = locked(judging_round)
    need("judging.decide", by, judging_round)
    if judging_round.closed_at:
        raise AlreadyDone(_("This round is decided already. Nothing changed now."))
    if judging_round.locked_at is None:
        raise JudgingRefused(_("Lock the scores first."))
    drafts = _complete_drafts(judging_round, by)
    ranks = ranks_of(judging_round)
    _refuse_unexplained(drafts, ranks)
    refuse_missing_feedback(judging_round, [each.application_id for each in drafts])
    _refuse_overspending(judging_round, drafts)
    judging_round.closed_at, judging_round.closed_by = timezone.now(), by
    judging_round.save(update_fields=["closed_at", "closed_by"])
    audit.record.record("judging.close", judging_round, by=by, decisions=len(drafts))
    for draft in drafts:
        _decide(draft, ranks[draft.application_id], by)
    return judging_round


def _complete_drafts(judging_round: Round, by: User) -> list[DraftDecision]:
    judged = {
        entry.application_id: entry.application.reference
        for entry in judging_round.entries.filter(application__state=State.JUDGED).select_related(
            "application"
        )
    }
    if hidden_from(by, judging_round) & judged.keys():
        raise JudgingRefused(
            _("You keep out of one of these pitches. Ask the officer to name another chair.")
        )
    drafts = list(
        judging_round.draft_decisions.filter(application__in=judged)
        .select_related("application")
        .order_by("outcome", "reserve_order", "pk")
    )
    open_ones = sorted(set(judged) - {draft.application_id for draft in drafts})
    if open_ones or not judged:
        names = _(", ").join(judged[key] for key in open_ones)
        raise JudgingRefused(_("Still to decide: %(names)s.") % {"names": names or "–"})
    _refuse_shared_places(drafts)
    return drafts


def _refuse_shared_places(drafts: Sequence[DraftDecision]) -> None:
    places = [draft.reserve_order for draft in drafts if draft.reserve_order]
    if len(places) > len(set(places)):
        raise JudgingRefused(_("Two projects have the same place on the reserve list."))


def ranks_of(judging_round: Round) -> dict[int, int]:
    """Each application's rank under the model; whatever has no score comes last."""
    ranking = rank_round(judging_round)
    ranks = {each.application: each.rank for each in ranking.standings} if ranking else {}
    last = len(ranks) + 1
    entries = judging_round.entries.values_list("application_id", flat=True)
    return {key: ranks.get(key, last) for key in entries}


def _refuse_unexplained(drafts: Sequence[DraftDecision], ranks: dict[int, int]) -> None:
    over = passed_over_of(drafts, ranks)
    silent = [
        draft.application.reference
        for draft in drafts
        if draft.application_id in over and not draft.against_order
    ]
    if silent:
        raise JudgingRefused(
            _(
                "%(names)s: somebody the panel ranked lower goes before. Tick “against the "
                "panel's order” there, and say why in the reason."
            )
            % {"names": _(", ").join(silent)}
        )


def passed_over_of(drafts: Sequence[DraftDecision], ranks: dict[int, int]) -> frozenset[int]:
    """The applications that these drafts pass over, by primary key."""
    return passed_over(
        Ranked(each.application_id, ranks[each.application_id], each.outcome, each.reserve_order)
        for each in drafts
    )


def _refuse_overspending(judging_round: Round, drafts: Sequence[DraftDecision]) -> None:
    """The call's row is held, so that two rounds never spend the same money."""
    call = Call.objects.select_for_update(of=("self",)).get(pk=judging_round.call_id)
    amounts = [draft.amount_minor or 0 for draft in drafts if draft.outcome == Outcome.AWARD]
    pot = pot_of(call, meant=amounts)
    if pot.overspent:
        raise JudgingRefused(
            _("The pot is %(amount)s short. Choose fewer grants, or smaller ones.")
            % {"amount": spoken(-pot.left, judging_round.call.currency)}
        )
    if len(amounts) > judging_round.places:
        raise JudgingRefused(
            _("This round can make %(places)s grants and you chose %(chosen)s.")
            % {"places": judging_round.places, "chosen": len(amounts)}
        )


def _decide(draft: DraftDecision, rank: int, by: User) -> Decision:
    decision = Decision.objects.create(
        round_id=draft.round_id,
        application=draft.application,
        rank=rank,
        outcome=draft.outcome,
        amount_minor=draft.amount_minor,
        reserve_order=draft.reserve_order,
        against_order=draft.against_order,
        reason=draft.reason,
        feedback=draft.feedback,
        decided_by=by,
    )
    _record(decision, by)
    _move(decision, by)
    return decision


def _record(decision: Decision, by: User) -> None:
    audit.record.record(
        "judging.decide",
        decision,
        by=by,
        application=decision.application_id,
        outcome=decision.outcome,
        amount_minor=decision.amount_minor,
    )


def _move(decision: Decision, by: User) -> None:
    """Reserves and those not funded go on and are told; the award's letter is its own room's."""
    move = {Outcome.RESERVE: "hold_in_reserve", Outcome.NOT_FUNDED: "turn_down"}.get(
        Outcome(decision.outcome)
    )
    if move:
        advance(decision.application, move, by=by, decision=decision.pk)
        emails.tell_decision(decision)


@transaction.atomic
def decide_from_reserve(*, decision: Decision, verdict: Verdict, by: User) -> Decision:
    """Money came free, or will not: award the first on the reserve list, or let one go.

    Raises NotPermitted; AlreadyDone when it left the list; JudgingRefused out of order without
    saying so, or beyond the pot or the number of grants.
    """
    judging_round = locked(decision.round)
    need("judging.decide_from_reserve", by, judging_round)
    decision = Decision.objects.select_for_update().get(pk=decision.pk)
    application = Application.objects.get(pk=decision.application_id)
    if decision.outcome != Outcome.RESERVE or application.state != State.RESERVE:
        raise AlreadyDone(_("This project is not on the reserve list any more."))
    if verdict.outcome not in (Outcome.AWARD, Outcome.NOT_FUNDED):
        raise JudgingRefused(_("Choose a grant, or no grant."))
    if application.pk in hidden_from(by, judging_round):
        raise JudgingRefused(_("You keep out of this one. Ask the officer to name another chair."))
    verdict = tidy(verdict, judging_round.call)
    if verdict.outcome == Outcome.AWARD:
        _refuse_reserve_award(judging_round, decision, verdict)
    for name, value in asdict(verdict).items():
        setattr(decision, name, value)
    decision.decided_by, decision.decided_at = by, timezone.now()
    decision.save()
    _record(decision, by)
    if verdict.outcome == Outcome.NOT_FUNDED:
        _move(decision, by)
    return decision


def _refuse_reserve_award(judging_round: Round, decision: Decision, verdict: Verdict) -> None:
    waiting = judging_round.decisions.filter(
        outcome=Outcome.RESERVE,
        application__state=State.RESERVE,
        reserve_order__lt=decision.reserve_order,
    )
    if waiting.exists() and not verdict.against_order:
        raise JudgingRefused(
            _(
                "Others stand before it on the list. Tick “against the panel's order”, and say "
                "why in the reason."
            )
        )
    call = Call.objects.select_for_update(of=("self",)).get(pk=judging_round.call_id)
    pot = pot_of(call, meant=[verdict.amount_minor or 0])
    if pot.overspent:
        raise JudgingRefused(
            _("The pot is %(amount)s short.")
            % {"amount": spoken(-pot.left, judging_round.call.currency)}
        )
    if judging_round.decisions.holding_money().count() >= judging_round.places:
        raise JudgingRefused(_("All grants of this round are given. Ask the officer for another."))
