"""Rubric, round, panel, conflict, pitch day, scorecard, decision."""

from .decisions import Decision, DraftDecision, Outcome
from .feedback import Feedback
from .rounds import Assignment, Conflict, Entry, PanelMember, Round
from .rubrics import Criterion, Rubric
from .scorecards import Mark, Scorecard
from .slots import Seat, Slot

__all__ = [
    "Assignment",
    "Conflict",
    "Criterion",
    "Decision",
    "DraftDecision",
    "Entry",
    "Feedback",
    "Mark",
    "Outcome",
    "PanelMember",
    "Round",
    "Rubric",
    "Scorecard",
    "Seat",
    "Slot",
]
