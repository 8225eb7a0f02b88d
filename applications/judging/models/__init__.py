"""Rubric, round, panel, conflict, pitch day, scorecard, decision."""

from .closing import Closing
from .decisions import Decision, DraftDecision, Outcome, Shortlisting
from .feedback import Feedback
from .links import PanelLink
from .meetings import Meeting
from .minima import Minimum
from .panels import Assignment, Conflict, Entry, PanelMember
from .rounds import Round
from .rubrics import Criterion, Rubric
from .samples import Sample, SampleCard
from .scorecards import Mark, Scorecard, SecondCard
from .sharing import SharingOut
from .slots import Seat, Slot
from .terms import PanelTerms

__all__ = [
    "Assignment",
    "Closing",
    "Conflict",
    "Criterion",
    "Decision",
    "DraftDecision",
    "Entry",
    "Feedback",
    "Mark",
    "Meeting",
    "Minimum",
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
    "SharingOut",
    "Shortlisting",
    "Slot",
]
