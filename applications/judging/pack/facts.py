"""What a pack says about its round in words and settings."""

from decimal import Decimal

import numpy

from ..models import Meeting, Round
from .names import SMALL


def settings(judging_round: Round, *, public: bool) -> dict:
    """What is in round.json; who sat on the panel, only in the full pack."""
    call = judging_round.call
    facts = {
        "name": judging_round.name,
        "call": call.code,
        "kind": judging_round.kind,
        "order": judging_round.order,
        "places": judging_round.places,
        "seed": judging_round.seed,
        "quorum": judging_round.quorum,
        "second_marks": judging_round.second,
        "rubric": {
            "version": judging_round.rubric.version,
            "lowest": judging_round.rubric.scale_min,
            "highest": judging_round.rubric.scale_max,
            "pass_mark": _plain_number(judging_round.rubric.pass_mark),
        },
        "criteria": [
            {
                "key": str(each.pk),
                "name": each.name,
                "weight": each.weight,
                "points": each.points,
                "may_not_apply": each.allows_not_applicable,
                "pass_mark": each.pass_mark,
            }
            for each in judging_round.rubric.criteria.all()
        ],
        "currency": call.currency,
        "locked_at": judging_round.locked_at,
        "closed_at": judging_round.closed_at,
        "numpy": numpy.__version__,
    }
    people = {
        "decided_by": judging_round.decided_by,
        "meeting_quorum": judging_round.meeting_quorum,
        "proposed_by": judging_round.proposed_by_id,
        "proposed_at": judging_round.proposed_at,
        "confirmed_by": judging_round.closed_by_id,
        "seal": judging_round.proposed_hash,
        "judges": {
            str(each.user_id): each.user.get_full_name()
            for each in judging_round.members.select_related("user__person")
        },
    }
    whole = facts if public else facts | people
    return {key: getattr(value, "isoformat", lambda v=value: v)() for key, value in whole.items()}


def _plain_number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def minutes(judging_round: Round) -> str:
    meeting = Meeting.objects.filter(round=judging_round).first()
    if meeting is None:
        return "No minutes were kept.\n"
    here = meeting.present.select_related("user__person").order_by("pk")
    names = "\n".join(f"- {each.user.get_full_name()}" for each in here)
    return f"Present:\n{names}\n\n{meeting.minutes}\n"


def readme(judging_round: Round, *, public: bool) -> str:
    hidden = (
        "\nThis is the public copy. It has no names, no words that anybody wrote, no references, "
        f"and no group of fewer than {SMALL}. Applications and judges have made-up keys, so their "
        "chances were drawn anew.\n"
    )
    return f"""{judging_round.name}, {judging_round.call.code}

How this round was decided, so that anybody can make it again:

    python recompute.py

needs Python 3.11 or newer and numpy. It says "same", or what differs.
{hidden if public else ""}
round.json      settings, rubric, seed
marks.csv       every mark; "counts" says whether it was ranked, "why" why not
ranking.json    the order, and how sure it is
walk.json       the walk down the order under the pot, each step with its reason
decisions.csv   what was decided
MANIFEST.sha256 the SHA-256 of every file
"""
