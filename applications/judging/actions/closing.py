"""Closing a round with four eyes: one person proposes, another confirms exactly that.

A small round is decided in the moment it is confirmed, a large one by the worker: exactly what was
confirmed, all of it or nothing, or why not is kept.
"""

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

import audit.record
from accounts.models import User
from applications.journey.workflow import MoveRefused, need
from notifications.queue import queue

from .. import tasks
from ..fingerprint import fingerprint
from ..models import Closing, Round
from ..refusals import AlreadyDone, JudgingRefused
from .allowed import locked
from .deciding import decide_all
from .decisions import refuse_being_decided, refuse_unfit, take_proposal_back
from .ready_to_close import checked_drafts, refuse_conflicted_confirmer

AT_ONCE = 100
"""So many applications are decided in less than a second (tests/bench/closing.py)."""


@transaction.atomic
def propose_closing(*, judging_round: Round, by: User) -> Round:
    """Say that the drafts are what the panel decides; somebody else confirms it.

    Raises NotPermitted; AlreadyDone once it is decided; JudgingRefused below the quorum of the
    meeting, when an application has no draft, one is passed over without saying so, feedback is
    missing, or the pot or the number of places is exceeded.
    """
    judging_round = locked(judging_round)
    need("judging.decide", by, judging_round)
    refuse_unfit(judging_round)
    checked_drafts(judging_round, by)
    judging_round.proposed_at, judging_round.proposed_by = timezone.now(), by
    judging_round.proposed_hash = fingerprint(judging_round)
    judging_round.save(update_fields=["proposed_at", "proposed_by", "proposed_hash"])
    audit.record.record(
        "judging.propose_closing", judging_round, by=by, hash=judging_round.proposed_hash
    )
    return judging_round


@transaction.atomic
def withdraw_proposal(*, judging_round: Round, by: User) -> Round:
    """Go on deciding, also while it waits for the worker. Raises NotPermitted; AlreadyDone when
    nothing is proposed, or it is decided."""
    judging_round = locked(judging_round)
    need("judging.decide", by, judging_round)
    for waiting in judging_round.closings.select_for_update().filter(ended_at=None):
        _end(waiting, Closing.State.STOPPED)
    refuse_unfit(judging_round)
    if judging_round.proposed_at is None:
        raise AlreadyDone(_("Nothing is proposed now."))
    take_proposal_back(judging_round)
    audit.record.record("judging.withdraw_proposal", judging_round, by=by)
    return judging_round


@transaction.atomic
def confirm_closing(*, judging_round: Round, seen: str, by: User) -> Round:
    """Make every draft of the round a decision, all or none, and move what can move at once.

    `seen` is the hash on the screen of who confirms. A large round is given to the worker. Raises
    NotPermitted; AlreadyDone for the second of two; JudgingRefused for who proposed it, for who
    keeps out of one of them, when something changed since, and for all that stops a proposal.
    """
    judging_round = locked(judging_round)
    need("judging.confirm", by, judging_round)
    refuse_being_decided(judging_round)
    chair = _refuse_unconfirmed(judging_round, seen, by)
    count = judging_round.draft_decisions.count()
    if count <= AT_ONCE:
        _close(judging_round, chair, by)
        return judging_round
    asked = Closing.objects.create(round=judging_round, hash=seen, asked_by=by, applications=count)
    audit.record.record("judging.ask_closing", judging_round, by=by, hash=seen)
    queue(tasks.close, once=f"judging-closing-{asked.pk}", closing_id=asked.pk)
    return judging_round


def _refuse_unconfirmed(judging_round: Round, seen: str, by: User) -> User:
    """The chair who proposed it, if `by` may confirm just that. Raises as `confirm_closing`."""
    if judging_round.closed_at:
        raise AlreadyDone(_("This round is decided already. Nothing changed now."))
    chair = judging_round.proposed_by
    if chair is None:
        raise JudgingRefused(_("Nobody has proposed to finish, or something changed since."))
    if chair == by:
        raise JudgingRefused(_("You proposed this. Somebody else confirms it."))
    refuse_conflicted_confirmer(judging_round, by)
    need("judging.decide", chair, judging_round)
    if not seen == judging_round.proposed_hash == fingerprint(judging_round):
        raise JudgingRefused(_("Something changed since it was proposed. Propose it again."))
    return chair


def _close(judging_round: Round, chair: User, by: User) -> None:
    drafts, ranks = checked_drafts(judging_round, chair)
    judging_round.closed_at, judging_round.closed_by = timezone.now(), by
    judging_round.save(update_fields=["closed_at", "closed_by"])
    audit.record.record(
        "judging.close",
        judging_round,
        by=by,
        decisions=len(drafts),
        hash=judging_round.proposed_hash,
    )
    decide_all(judging_round, drafts, ranks, chair)


def carry_out_closing(closing_id: int) -> None:
    """Decide what was confirmed; why not is kept too. A second time does nothing.

    The system does this for whoever confirmed, so it raises nothing that they could mend.
    """
    asked = _begun(closing_id)
    if asked is None:
        return
    with translation.override(asked.asked_by.person.language):
        try:
            _carry_out(asked)
        except MoveRefused as refused:
            _fail(asked, str(refused))
        except Exception:
            _fail(asked, _("Something went wrong on our side. Try it again, or tell us."))
            raise


def _begun(closing_id: int) -> Closing | None:
    """The closing, now being worked on; None when it is over."""
    open_one = Closing.objects.filter(pk=closing_id, ended_at=None)
    if not open_one.update(state=Closing.State.WORKING, began_at=timezone.now()):
        return None
    return open_one.select_related("round", "asked_by__person").first()


@transaction.atomic
def _carry_out(asked: Closing) -> None:
    """Raises MoveRefused. The round is held first, as by every verb: whoever stops or changes it
    comes before all of this, or after."""
    judging_round = locked(asked.round)
    current = Closing.objects.select_for_update().get(pk=asked.pk)
    if not current.is_open:
        return
    need("judging.confirm", asked.asked_by, judging_round)
    chair = _refuse_unconfirmed(judging_round, asked.hash, asked.asked_by)
    _close(judging_round, chair, asked.asked_by)
    _end(current, Closing.State.DONE)


def _end(asked: Closing, state: Closing.State, said: str = "") -> None:
    asked.state, asked.ended_at, asked.said = state, timezone.now(), said
    asked.save(update_fields=["state", "ended_at", "said"])


@transaction.atomic
def _fail(asked: Closing, said: str) -> None:
    """Keep why nothing is decided, unless somebody stopped it first."""
    current = Closing.objects.select_for_update().get(pk=asked.pk)
    if current.is_open:
        _end(current, Closing.State.FAILED, said)
