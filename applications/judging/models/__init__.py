"""Rubric, round, panel, conflict, pitch day, scorecard, decision."""

from .decisions import Decision, DraftDecision, Outcome
from .rounds import Conflict, Entry, PanelMember, Round, Seat, Slot
from .rubrics import Criterion, Rubric
from .scorecards import Mark, Scorecard

__all__ = [
    "Conflict",
    "Criterion",
    "Decision",
    "DraftDecision",
    "Entry",
    "Mark",
    "Outcome",
    "PanelMember",
    "Round",
    "Rubric",
    "Scorecard",
    "Seat",
    "Slot",
]
