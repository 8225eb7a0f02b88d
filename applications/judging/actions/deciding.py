"""What a decided round leaves: decisions and shortlistings, written and told all at once."""

from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Prefetch

import audit.record
from accounts.models import User
from applications.journey.workflow import advance_all

from .. import emails
from ..meanings import cards_to_judge
from ..models import Decision, DraftDecision, Outcome, Round, Shortlisting

VERDICT = (
    "outcome", "amount_minor", "reserve_order", "against_order", "reason", "condition",
    "condition_due", "condition_checker_id", "moved_by_id", "votes", "feedback",
)  # fmt: skip
"""What a decision takes over from its draft."""


def decide_all(
    judging_round: Round, drafts: Sequence[DraftDecision], ranks: dict[int, int], chair: User
) -> None:
    """Make each draft what is decided, and move what can move, in a constant number of
    statements."""
    ending = [each for each in drafts if ends_here(judging_round, each)]
    going_on = [each for each in drafts if not ends_here(judging_round, each)]
    shortlistings = Shortlisting.objects.bulk_create(
        Shortlisting(**_taken_over(judging_round, each, ranks, chair)) for each in going_on
    )
    record_shortlistings(shortlistings, chair)
    decisions = Decision.objects.bulk_create(
        Decision(**_taken_over(judging_round, each, ranks, chair)) for each in ending
    )
    record_decisions(decisions, chair)
    move_all(decisions, chair)


def ends_here(judging_round: Round, draft: DraftDecision) -> bool:
    """Whether the draft becomes a decision, and not a place on the way to the pitch day."""
    return not judging_round.hands_over or draft.outcome == Outcome.NOT_FUNDED


def _taken_over(
    judging_round: Round, draft: DraftDecision, ranks: dict[int, int], chair: User
) -> dict:
    return {
        "round": judging_round,
        "application": draft.application,
        "rank": ranks[draft.application_id],
        "decided_by": chair,
        **{name: getattr(draft, name) for name in VERDICT},
    }


def record_shortlistings(shortlistings: Sequence[Shortlisting], by: User) -> None:
    """Write them down, and tell who goes on."""
    audit.record.record_many(
        "judging.shortlist",
        [
            (each, {"application": each.application_id, "outcome": each.outcome})
            for each in shortlistings
        ],
        by=by,
    )
    emails.tell_shortlisted(
        each.application for each in shortlistings if each.outcome == Outcome.SHORTLIST
    )


def record_decisions(decisions: Sequence[Decision], by: User) -> None:
    audit.record.record_many(
        "judging.decide",
        [
            (
                each,
                {
                    "application": each.application_id,
                    "outcome": each.outcome,
                    "amount_minor": each.amount_minor,
                },
            )
            for each in decisions
        ],
        by=by,
    )


Facts = Mapping[int, Mapping[str, object]]
MOVES = {Outcome.RESERVE: "hold_in_reserve", Outcome.NOT_FUNDED: "turn_down"}


def move_all(decisions: Sequence[Decision], by: User) -> None:
    """Reserves and those not funded go on and are told; an award's letter is its own room's. Who
    must wait or meet a condition stays where they are, and is told why."""
    at_desk = [
        each for each in decisions if each.outcome == Outcome.NOT_FUNDED and each.round.hands_over
    ]
    rounds: Facts = {each.application_id: {"round": each.round_id} for each in at_desk}
    _advance(at_desk, "judge", by, rounds, lists=[cards_to_judge()])
    for outcome, step in MOVES.items():
        these = [each for each in decisions if each.outcome == outcome]
        _advance(these, step, by, {each.application_id: {"decision": each.pk} for each in these})
    emails.tell_decisions(
        [each for each in decisions if each.outcome != Outcome.AWARD or each.condition_is_open]
    )


def _advance(
    decisions: Sequence[Decision],
    step: str,
    by: User,
    facts: Facts,
    lists: Iterable[Prefetch] = (),
) -> None:
    if decisions:
        advance_all(
            [each.application for each in decisions],
            step,
            by=by,
            facts=facts,
            reading=("decision__round", "applicant__user"),
            lists=lists,
        )
