"""What is looked at once more before a round is decided: all of it, a page or a part at a time.

What is confirmed is always the whole: the seal is over everything, whichever part is shown.
"""

from collections import Counter
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.journey.models import Application

from .actions.ready_to_close import passed_over_of
from .models import Closing, Decision, DraftDecision, Outcome, Round, Shortlisting
from .ranking import hidden_from
from .rankings import draft_in_words, drafts_of, pot_in_words
from .votes import present
from .walking import walk_round

PAGE = 25
ALL, OPEN, OVER = "all", "open", "over"
LABELS = {
    ALL: _("All"),
    OPEN: _("Still to decide"),
    OVER: _("Passed over"),
    **{each.value: each.label for each in Outcome},
}


DECIDING = _("We decide all of these now. You can close this page and come back.")


@dataclass(frozen=True)
class Row:
    """One project with what is meant for it; `passed_over` when somebody ranked lower goes
    before, `below` when it is below a pass mark."""

    rank: int
    application: Application
    draft: DraftDecision | Decision | Shortlisting | None
    passed_over: bool
    below: bool = False

    @property
    def parts(self) -> set[str]:
        """The parts that it is shown in."""
        found = {ALL, self.draft.outcome if self.draft else OPEN}
        return found | {OVER} if self.passed_over else found


def page(judging_round: Round, user: User, part: str, start: int) -> dict:
    """One page of a part, and how many are in each, as if what the user keeps out of did not
    exist: whoever keeps out of a part of it neither proposes nor confirms."""
    drafts = drafts_of(judging_round)
    rows = _rows(judging_round, user, drafts)
    counts = Counter(part for row in rows for part in row.parts)
    part = part if counts[part] else ALL
    within = [row for row in rows if part in row.parts]
    return {
        "rows": [_in_words(row, judging_round) for row in within[start : start + PAGE]],
        "parts": [
            {"key": key, "label": label, "count": counts[key], "here": key == part}
            for key, label in LABELS.items()
            if counts[key]
        ],
        "part": part,
        "total": len(rows),
        "before": max(0, start - PAGE) if start else None,
        "after": start + PAGE if start + PAGE < len(within) else None,
        "chairs": user.has_perm("judging.decide", judging_round),
        "present": [each.user.get_full_name() for each in present(judging_round)],
        **pot_in_words(judging_round.call, drafts, closed=False),
    }


def goes_on(closing: Closing, user: User) -> dict:
    """What is shown while the worker decides it."""
    waits = closing.state == Closing.State.WAITING
    return {
        "round": closing.round,
        "words": _("The decisions wait for their turn.") if waits else DECIDING,
        "chairs": user.has_perm("judging.decide", closing.round),
    }


def failed(last: Closing | None, judging_round: Round) -> dict | None:
    """Why what was confirmed last was not decided, until it is proposed anew."""
    if last is None or last.state != Closing.State.FAILED or last.ended_at is None:
        return None
    if judging_round.proposed_at and judging_round.proposed_at > last.ended_at:
        return None
    when = date_format(last.ended_at.astimezone(judging_round.call.zone), "j F, H:i")
    return {
        "title": _("Not decided on %(when)s. Nothing changed.") % {"when": when},
        "why": last.said,
    }


def _rows(judging_round: Round, user: User, drafts) -> list[Row]:
    walked = walk_round(judging_round, without=hidden_from(user, judging_round))
    by_key = {each.application_id: each for each in drafts}
    ranks = {each.application: each.rank for each in walked.places}
    here = [each for each in drafts if each.application_id in ranks]
    over = passed_over_of(here, ranks, walked)
    return [
        Row(
            place.rank,
            walked.applications[place.application],
            by_key.get(place.application),
            place.application in over,
            place.application in walked.below,
        )
        for place in walked.places
    ]


def _in_words(row: Row, judging_round: Round) -> dict:
    return {
        "rank": row.rank,
        "application": row.application,
        "draft": draft_in_words(row.draft, judging_round.call),
        "passed_over": row.passed_over,
        "below": row.below,
        "reason": row.draft.reason if row.draft else "",
    }
