"""The pitch day: its rules, its stages, the turns on them, questions, votes, paper scorecards."""

from .days import Day, Stage
from .paper import PaperCard, Reading
from .turns import Presence, Question, Turn
from .voting import Ballot, Ticket

__all__ = [
    "Ballot",
    "Day",
    "PaperCard",
    "Presence",
    "Question",
    "Reading",
    "Stage",
    "Ticket",
    "Turn",
]
