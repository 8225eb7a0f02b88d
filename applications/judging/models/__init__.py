"""Rubric, round, panel, conflict, pitch day, scorecard, decision."""

from .decisions import Decision, DraftDecision, Outcome
from .feedback import Feedback
from .links import PanelLink
from .rounds import Assignment, Conflict, Entry, PanelMember, Round
from .rubrics import Criterion, Rubric
from .samples import Sample, SampleCard
from .scorecards import Mark, Scorecard, SecondCard
from .slots import Seat, Slot
from .terms import PanelTerms

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
    "PanelLink",
    "PanelMember",
    "PanelTerms",
    "Round",
    "Rubric",
    "Sample",
    "SampleCard",
    "Scorecard",
    "Seat",
    "SecondCard",
    "Slot",
]
