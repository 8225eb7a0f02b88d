"""Closing a round with four eyes: one person proposes, another confirms exactly that."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

import audit.record
from accounts.models import User
from applications.calls.models import Call
from applications.journey.closeness import WORK
from applications.journey.workflow import advance, need
from programmes.money import spoken

from .. import emails
from ..conflicts import found_in_records
from ..fingerprint import fingerprint
from ..models import Decision, DraftDecision, Outcome, PanelMember, Round, Shortlisting
from ..order import Ranked, passed_over
from ..pot import pot_of
from ..ranking import ranks_of
from ..refusals import AlreadyDone, JudgingRefused
from ..votes import refuse_small_meeting, refuse_without_majority
from ..walking import Walked, walk_round
from .allowed import locked
from .decisions import (
    open_entries,
    refuse_conflicted_chair,
    refuse_unfit,
    take_proposal_back,
)
from .feedback import refuse_missing_feedback


@transaction.atomic
def propose_closing(*, judging_round: Round, by: User) -> Round:
    """Say that the drafts are what the panel decides; somebody else confirms it.

    Raises NotPermitted; AlreadyDone once it is decided; JudgingRefused below the quorum of the
    meeting, when an application has no draft, one is passed over without saying so, feedback is
    missing, or the pot or the number of places is exceeded.
    """
    judging_round = locked(judging_round)
    need("judging.decide", by, judging_round)
    refuse_unfit(judging_round, by)
    _checked_drafts(judging_round, by)
    judging_round.proposed_at, judging_round.proposed_by = timezone.now(), by
    judging_round.proposed_hash = fingerprint(judging_round)
    judging_round.save(update_fields=["proposed_at", "proposed_by", "proposed_hash"])
    audit.record.record(
        "judging.propose_closing", judging_round, by=by, hash=judging_round.proposed_hash
    )
    return judging_round


@transaction.atomic
def withdraw_proposal(*, judging_round: Round, by: User) -> Round:
    """Go on deciding. Raises NotPermitted; AlreadyDone when nothing is proposed."""
    judging_round = locked(judging_round)
    need("judging.decide", by, judging_round)
    refuse_unfit(judging_round, by)
    if judging_round.proposed_at is None:
        raise AlreadyDone(_("Nothing is proposed now."))
    take_proposal_back(judging_round)
    audit.record.record("judging.withdraw_proposal", judging_round, by=by)
    return judging_round


@transaction.atomic
def confirm_closing(*, judging_round: Round, seen: str, by: User) -> Round:
    """Make every draft of the round a decision, all or none, and move what can move at once.

    `seen` is the hash on the screen of who confirms. Raises NotPermitted; AlreadyDone for the
    second of two; JudgingRefused for who proposed it, for who keeps out of one of them, when
    something changed since, and for all that stops a proposal.
    """
    judging_round = locked(judging_round)
    need("judging.confirm", by, judging_round)
    if judging_round.closed_at:
        raise AlreadyDone(_("This round is decided already. Nothing changed now."))
    chair = judging_round.proposed_by
    if chair is None:
        raise JudgingRefused(_("Nobody has proposed to finish, or something changed since."))
    if chair == by:
        raise JudgingRefused(_("You proposed this. Somebody else confirms it."))
    refuse_conflicted_confirmer(judging_round, by)
    need("judging.decide", chair, judging_round)
    drafts, ranks = _checked_drafts(judging_round, chair)
    if not seen == judging_round.proposed_hash == fingerprint(judging_round):
        raise JudgingRefused(_("Something changed since it was proposed. Propose it again."))
    judging_round.closed_at, judging_round.closed_by = timezone.now(), by
    judging_round.save(update_fields=["closed_at", "closed_by"])
    audit.record.record(
        "judging.close",
        judging_round,
        by=by,
        decisions=len(drafts),
        hash=judging_round.proposed_hash,
    )
    for draft in drafts:
        _decide(judging_round, draft, ranks[draft.application_id], chair)
    return judging_round


def refuse_conflicted_confirmer(judging_round: Round, by: User) -> None:
    """Raise JudgingRefused for an officer whom the records show close to one of the applicants.
    What is their work is no conflict here."""
    entries = open_entries(judging_round).select_related("application__applicant")
    records = found_in_records(
        [PanelMember(round=judging_round, user=by)], [entry.application for entry in entries]
    )
    if any(each.reason not in WORK for each in records):
        raise JudgingRefused(
            _("You are close to one of the applicants. Somebody else confirms this.")
        )


def _checked_drafts(
    judging_round: Round, chair: User
) -> tuple[list[DraftDecision], dict[int, int]]:
    refuse_conflicted_chair(judging_round, chair)
    refuse_small_meeting(judging_round)
    drafts = _complete_drafts(judging_round)
    for draft in drafts:
        refuse_without_majority(judging_round, draft.application_id, draft)
    ranks = ranks_of(judging_round)
    _refuse_unexplained(drafts, ranks, walk_round(judging_round))
    final = [each for each in drafts if _ends_here(judging_round, each)]
    refuse_missing_feedback(judging_round, [each.application_id for each in final])
    _refuse_too_many(judging_round, drafts)
    return drafts, ranks


def _ends_here(judging_round: Round, draft: DraftDecision) -> bool:
    return not judging_round.hands_over or draft.outcome == Outcome.NOT_FUNDED


def _complete_drafts(judging_round: Round) -> list[DraftDecision]:
    judged = dict(
        open_entries(judging_round).values_list("application_id", "application__reference")
    )
    drafts = list(
        judging_round.draft_decisions.filter(application__in=judged)
        .select_related("application__call__programme", "application__applicant")
        .order_by("outcome", "reserve_order", "pk")
    )
    open_ones = sorted(set(judged) - {draft.application_id for draft in drafts})
    if open_ones or not judged:
        names = _(", ").join(judged[key] for key in open_ones)
        raise JudgingRefused(_("Still to decide: %(names)s.") % {"names": names or "–"})
    places = [draft.reserve_order for draft in drafts if draft.reserve_order]
    if len(places) > len(set(places)):
        raise JudgingRefused(_("Two projects have the same place on the reserve list."))
    return drafts


def _refuse_unexplained(
    drafts: Sequence[DraftDecision], ranks: dict[int, int], walked: Walked
) -> None:
    over = passed_over_of(drafts, ranks, walked)
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


def passed_over_of(
    drafts: Sequence[DraftDecision | Decision | Shortlisting], ranks: dict[int, int], walked: Walked
) -> frozenset[int]:
    """The applications that these drafts pass over, by primary key, where neither the pot nor a
    promise asks for it."""
    return passed_over(
        (
            Ranked(
                each.application_id, ranks[each.application_id], each.outcome, each.reserve_order
            )
            for each in drafts
        ),
        stopped=walked.passed_over,
        funded=walked.funded,
    )


def _refuse_too_many(judging_round: Round, drafts: Sequence[DraftDecision]) -> None:
    """The call's row is held, so that two rounds never spend the same money."""
    chosen = [each for each in drafts if each.outcome in (Outcome.AWARD, Outcome.SHORTLIST)]
    call = Call.objects.select_for_update(of=("self",)).get(pk=judging_round.call_id)
    pot = pot_of(call, meant=[each.amount_minor or 0 for each in chosen])
    if pot.meant and pot.overspent:
        raise JudgingRefused(
            _("The pot is %(amount)s short. Choose fewer grants, or smaller ones.")
            % {"amount": spoken(-pot.left, judging_round.call.currency)}
        )
    if len(chosen) > judging_round.places:
        numbers = {"places": judging_round.places, "chosen": len(chosen)}
        if judging_round.hands_over:
            raise JudgingRefused(
                _("The pitch day has %(places)s places and you chose %(chosen)s.") % numbers
            )
        raise JudgingRefused(
            _("This round can make %(places)s grants and you chose %(chosen)s.") % numbers
        )


VERDICT = (
    "outcome", "amount_minor", "reserve_order", "against_order", "reason", "condition",
    "condition_due", "condition_checker_id", "moved_by_id", "votes", "feedback",
)  # fmt: skip
"""What a decision takes over from its draft."""


def _decide(judging_round: Round, draft: DraftDecision, rank: int, chair: User) -> None:
    said = {name: getattr(draft, name) for name in VERDICT}
    common = {"round": judging_round, "application": draft.application, "decided_by": chair}
    if judging_round.hands_over and draft.outcome != Outcome.NOT_FUNDED:
        shortlisting = Shortlisting.objects.create(rank=rank, **common, **said)
        record_shortlisting(shortlisting, chair)
        return
    decision = Decision.objects.create(rank=rank, **common, **said)
    record_decision(decision, chair)
    move(decision, chair)


def record_shortlisting(shortlisting: Shortlisting, by: User) -> None:
    """Write it down, and tell who goes on."""
    audit.record.record(
        "judging.shortlist",
        shortlisting,
        by=by,
        application=shortlisting.application_id,
        outcome=shortlisting.outcome,
    )
    if shortlisting.outcome == Outcome.SHORTLIST:
        emails.tell_shortlisted(shortlisting.application)


def record_decision(decision: Decision, by: User) -> None:
    audit.record.record(
        "judging.decide",
        decision,
        by=by,
        application=decision.application_id,
        outcome=decision.outcome,
        amount_minor=decision.amount_minor,
    )


MOVES = {Outcome.RESERVE: "hold_in_reserve", Outcome.NOT_FUNDED: "turn_down"}


def move(decision: Decision, by: User) -> None:
    """Reserves and those not funded go on and are told; an award's letter is its own room's. Who
    must wait or meet a condition stays where they are, and is told why."""
    application = decision.application
    if decision.outcome == Outcome.NOT_FUNDED and decision.round.hands_over:
        advance(application, "judge", by=by, round=decision.round_id)
    if step := MOVES.get(Outcome(decision.outcome)):
        advance(application, step, by=by, decision=decision.pk)
    if decision.outcome != Outcome.AWARD or decision.condition_is_open:
        emails.tell_decision(decision)
