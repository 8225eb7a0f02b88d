"""What two people confirm when a round is closed, as one text and its SHA-256.

The text is in the decision pack too, so that anybody can check that what was confirmed is what
stands there.
"""

import json
from collections.abc import Iterator
from hashlib import sha256

from django.db.models import F

from .models import Meeting, Round
from .ranking import ranks_of
from .walking import minima_of


def confirmed_text(judging_round: Round) -> Iterator[str]:
    """Settings, order, drafts, minutes and attendance in one fixed form, in pieces: JSON, keys
    sorted."""
    ranks = ranks_of(judging_round)
    meeting = Meeting.objects.filter(round=judging_round).first()
    drafts = judging_round.draft_decisions.filter(application__in=ranks).annotate(
        reference=F("application__reference")
    )
    facts = {
        "round": str(judging_round.public_id),
        "settings": {
            "order": judging_round.order,
            "places": judging_round.places,
            "seed": judging_round.seed,
            "decided_by": judging_round.decided_by,
            "quorum": judging_round.quorum,
            "meeting_quorum": judging_round.meeting_quorum,
            "minima": minima_of(judging_round),
        },
        "minutes": meeting.minutes if meeting else "",
        "present": sorted(meeting.present.values_list("user_id", flat=True)) if meeting else [],
        "decisions": {
            each.reference: {
                "rank": ranks[each.application_id],
                "outcome": each.outcome,
                "amount_minor": each.amount_minor,
                "reserve_order": each.reserve_order,
                "against_order": each.against_order,
                "reason": each.reason,
                "condition": each.condition,
                "condition_due": each.condition_due and each.condition_due.isoformat(),
                "condition_checker": each.condition_checker_id,
                "moved_by": each.moved_by_id,
                "votes": each.votes,
                "feedback": each.feedback,
            }
            for each in drafts.iterator()
        },
    }
    yield from json.JSONEncoder(ensure_ascii=False, sort_keys=True, indent=1).iterencode(facts)


def fingerprint(judging_round: Round) -> str:
    digest = sha256()
    for piece in confirmed_text(judging_round):
        digest.update(piece.encode())
    return digest.hexdigest()
