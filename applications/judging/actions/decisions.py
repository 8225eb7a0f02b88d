"""What the panel means to decide, drafted one by one or along the order. Nobody is told yet."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

import audit.record
from accounts.models import User
from applications.calls.models import Call
from applications.journey.states import State
from applications.journey.workflow import need
from programmes.money import spoken

from ..models import DraftDecision, Entry, Outcome, Round
from ..models.decisions import FINAL, ON_THE_WAY
from ..ranking import hidden_from
from ..refusals import AlreadyDone, JudgingRefused, ScorecardChanged
from ..votes import refuse_without_majority
from ..walking import walk_round
from .allowed import locked


@dataclass(frozen=True)
class Verdict:
    """What is said about one application. `amount_minor` in minor units of the call's currency.

    `condition_checker_id`, `moved_by_id` and the keys of `votes` are people's primary keys.
    """

    outcome: str
    reason: str
    feedback: str = ""
    amount_minor: int | None = None
    reserve_order: int | None = None
    against_order: bool = False
    condition: str = ""
    condition_due: date | None = None
    condition_checker_id: int | None = None
    moved_by_id: int | None = None
    votes: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def draft_decision(
    *, entry: Entry, verdict: Verdict, by: User, seen: int | None = None
) -> DraftDecision:
    """Keep what the chair means to decide about one application.

    `seen` is the draft's version on the chair's screen (0 for none; None to skip the look).
    Raises NotPermitted, AlreadyDone once the round is decided, ScorecardChanged when the draft was
    changed elsewhere, JudgingRefused for an incomplete verdict, without the panel's majority where
    the panel votes, or for a conflict of the chair. What was proposed to close is so no more.
    """
    judging_round = locked(entry.round)
    need("judging.decide", by, judging_round)
    refuse_unfit(judging_round)
    if entry.application_id in hidden_from(by, judging_round):
        raise JudgingRefused(_("You keep out of this one. Ask the officer to name another chair."))
    verdict = tidy(verdict, judging_round)
    refuse_without_majority(judging_round, {entry.application_id: verdict})
    draft = DraftDecision.objects.filter(
        round=judging_round, application_id=entry.application_id
    ).first()
    if draft and all(getattr(draft, name) == value for name, value in asdict(verdict).items()):
        return draft
    if seen is not None and seen != (draft.version if draft else 0):
        raise ScorecardChanged(_("This was changed on another screen. Look at it, then save."))
    take_proposal_back(judging_round)
    return _keep(judging_round, entry.application_id, verdict, by, draft)


def _keep(
    judging_round: Round, application: int, verdict: Verdict, by: User, draft: DraftDecision | None
) -> DraftDecision:
    kept, _new = DraftDecision.objects.update_or_create(
        round=judging_round,
        application_id=application,
        defaults={
            **asdict(verdict),
            "decided_by": by,
            "decided_at": timezone.now(),
            "version": draft.version + 1 if draft else 1,
        },
    )
    audit.record.record("judging.draft_decision", kept, by=by, **_facts(kept))
    return kept


def _facts(draft: DraftDecision) -> dict[str, object]:
    return {
        "application": draft.application_id,
        "outcome": draft.outcome,
        "amount_minor": draft.amount_minor,
        "votes": len(draft.votes),
    }


@transaction.atomic
def draft_along_order(*, judging_round: Round, reason: str, by: User) -> int:
    """Draft what the rank walk comes to for everything still undecided; returns how many.

    Best first, within places, pot and promises: a grant (or the pitch day), the reserve list for
    as many again, and no grant for the rest, nor for whom a pass mark stops. Raises NotPermitted;
    JudgingRefused without a reason, where the panel votes on each, or for a conflict of the chair;
    AlreadyDone with nothing to do.
    """
    judging_round = locked(judging_round)
    need("judging.decide", by, judging_round)
    refuse_unfit(judging_round)
    if not reason.strip():
        raise JudgingRefused(_("Write the reason."))
    if judging_round.decided_by == Round.DecidedBy.MAJORITY:
        raise JudgingRefused(_("In this round the panel votes on each project."))
    refuse_conflicted_chair(judging_round, by)
    drafted = set(judging_round.draft_decisions.values_list("application", flat=True))
    here = set(open_entries(judging_round).values_list("application", flat=True))
    verdicts = _along(judging_round, reason.strip())
    new = {key: verdict for key, verdict in verdicts.items() if key in here - drafted}
    if not new:
        raise AlreadyDone(_("Every project has a decision already."))
    take_proposal_back(judging_round)
    now = timezone.now()
    drafts = DraftDecision.objects.bulk_create(
        DraftDecision(
            round=judging_round,
            application_id=key,
            decided_by=by,
            decided_at=now,
            **asdict(tidy(verdict, judging_round)),
        )
        for key, verdict in new.items()
    )
    audit.record.record_many(
        "judging.draft_decision", [(each, _facts(each)) for each in drafts], by=by
    )
    return len(drafts)


def _along(judging_round: Round, reason: str) -> dict[int, Verdict]:
    walked = walk_round(judging_round)
    taken = judging_round.draft_decisions.values_list("reserve_order", flat=True)
    reserves = max((order for order in taken if order), default=0)
    most = reserves + judging_round.places
    said = {}
    for step in walked.walk.steps:
        key = int(str(step.key))
        if step.funded and judging_round.hands_over:
            said[key] = Verdict(Outcome.SHORTLIST, reason)
        elif step.funded:
            said[key] = Verdict(Outcome.AWARD, reason, amount_minor=step.amount)
        elif not step.below and not judging_round.hands_over and reserves < most:
            reserves += 1
            said[key] = Verdict(Outcome.RESERVE, reason, reserve_order=reserves)
        else:
            said[key] = Verdict(Outcome.NOT_FUNDED, reason)
    return said


def refuse_unfit(judging_round: Round) -> None:
    """Raise AlreadyDone once the round is decided or given to the worker, JudgingRefused before the
    scores are locked."""
    if judging_round.closed_at:
        raise AlreadyDone(_("This round is decided. It cannot change any more."))
    if judging_round.locked_at is None:
        raise JudgingRefused(_("Lock the scores first."))
    refuse_being_decided(judging_round)


def refuse_being_decided(judging_round: Round) -> None:
    """Raise AlreadyDone while the worker carries out what was confirmed."""
    if judging_round.closings.filter(ended_at=None).exists():
        raise AlreadyDone(_("This round is being decided now. Look again soon."))


def refuse_conflicted_chair(judging_round: Round, by: User) -> None:
    here = set(open_entries(judging_round).values_list("application", flat=True))
    if hidden_from(by, judging_round) & here:
        raise JudgingRefused(
            _("You keep out of one of these pitches. Ask the officer to name another chair.")
        )


def open_entries(judging_round: Round):
    """What the round decides about: judged, or for a round that hands over, ready to pitch."""
    state = State.READY_TO_PITCH if judging_round.hands_over else State.JUDGED
    return judging_round.entries.filter(application__state=state)


def take_proposal_back(judging_round: Round) -> None:
    """What somebody proposed to close is not what stands there now."""
    if judging_round.proposed_at:
        judging_round.proposed_at, judging_round.proposed_by = None, None
        judging_round.proposed_hash = ""
        judging_round.save(update_fields=["proposed_at", "proposed_by", "proposed_hash"])


def tidy(verdict: Verdict, judging_round: Round) -> Verdict:
    """The verdict without what does not belong to its outcome. JudgingRefused if incomplete."""
    outcome = Outcome(verdict.outcome)
    if outcome not in (ON_THE_WAY if judging_round.hands_over else FINAL):
        raise JudgingRefused(_("This round cannot decide that."))
    if not verdict.reason.strip():
        raise JudgingRefused(_("Write the reason."))
    award, reserve = outcome == Outcome.AWARD, outcome == Outcome.RESERVE
    if award:
        _refuse_amount(verdict.amount_minor, judging_round.call)
    if reserve and not (verdict.reserve_order and verdict.reserve_order > 0):
        raise JudgingRefused(_("Give its place on the reserve list: 1 is called first."))
    condition = verdict.condition.strip() if award else ""
    if condition and not (verdict.condition_due and verdict.condition_checker_id):
        raise JudgingRefused(_("Say by when the condition must be met, and who checks it."))
    votes = judging_round.decided_by == Round.DecidedBy.MAJORITY
    return Verdict(
        outcome=outcome.value,
        reason=verdict.reason.strip(),
        feedback=verdict.feedback.strip(),
        amount_minor=verdict.amount_minor if award else None,
        reserve_order=verdict.reserve_order if reserve else None,
        against_order=verdict.against_order,
        condition=condition,
        condition_due=verdict.condition_due if condition else None,
        condition_checker_id=verdict.condition_checker_id if condition else None,
        moved_by_id=verdict.moved_by_id if votes else None,
        votes=dict(verdict.votes) if votes else {},
    )


def _refuse_amount(amount: int | None, call: Call) -> None:
    if not (amount and 0 < amount <= call.maximum_minor):
        most = spoken(call.maximum_minor, call.currency)
        raise JudgingRefused(_("Give an amount, %(most)s at most.") % {"most": most})
    if amount < call.least_minor:
        least = spoken(call.least_minor, call.currency)
        raise JudgingRefused(_("Give an amount, %(least)s at least.") % {"least": least})
