"""The tables of a pack beside the marks: what was decided, who kept out, what was said."""

import json
from collections.abc import Iterator
from itertools import chain

from ..models import Conflict, Decision, Round, Scorecard, Shortlisting
from .names import Names
from .pieces import CHUNK, as_csv


def decisions(judging_round: Round, names: Names) -> Iterator[bytes]:
    decided: Iterator[Decision | Shortlisting] = chain(
        judging_round.decisions.order_by("rank", "pk").iterator(CHUNK),
        judging_round.shortlistings.order_by("rank", "pk").iterator(CHUNK),
    )
    rows = (_decided(each, names) for each in decided)
    heading = ["application", "rank", "outcome", "amount_minor", "reserve_order", "against_order"]
    words = [
        "reason", "condition", "condition_due", "condition_checker", "moved_by", "votes",
        "feedback", "decided_by", "decided_at",
    ]  # fmt: skip
    yield from as_csv(heading if names.public else heading + words, rows)


def _decided(each: Decision | Shortlisting, names: Names) -> list[object]:
    row: list[object] = [
        names.application(each.application_id), each.rank, each.outcome, each.amount_minor,
        each.reserve_order, "yes" if each.against_order else "no",
    ]  # fmt: skip
    if not names.public:
        row += [
            each.reason, each.condition, each.condition_due, each.condition_checker_id,
            each.moved_by_id, json.dumps(each.votes), each.feedback, each.decided_by_id,
            each.decided_at.isoformat(),
        ]  # fmt: skip
    return row


def exclusions(judging_round: Round) -> Iterator[bytes]:
    out = Conflict.objects.filter(member__round=judging_round)
    rows = out.order_by("application_id", "member_id").values_list(
        "application_id", "member__user_id", "source", "reason", "declared_at"
    )
    yield from as_csv(["application", "judge", "source", "reason", "at"], rows.iterator(CHUNK))


def comments(judging_round: Round) -> Iterator[bytes]:
    """What judges said to the panel; their own notes stay theirs."""
    cards = Scorecard.objects.filter(round=judging_round).exclude(comment="")
    rows = cards.order_by("application_id", "judge_id").values_list(
        "application_id", "judge_id", "comment", "version", "submitted_at"
    )
    heading = ["application", "judge", "comment", "version", "submitted_at"]
    yield from as_csv(heading, rows.iterator(CHUNK))


def applications(judging_round: Round) -> Iterator[bytes]:
    entries = judging_round.entries.order_by("application_id").values_list(
        "application_id", "application__reference", "application__title", "application__city__name",
        "application__strand__name", "application__requested_minor",
        "application__question_set__version", "application__state", "entered_at",
    )  # fmt: skip
    heading = [
        "application", "reference", "title", "city", "strand", "asked_minor", "questions_version",
        "state", "entered_at",
    ]  # fmt: skip
    yield from as_csv(heading, entries.iterator(CHUNK))
