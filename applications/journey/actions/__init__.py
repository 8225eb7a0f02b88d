"""Everything that changes an application before and beside its moves, one verb each."""

from .answers import Saved, Typed, open_questions, save_answers
from .drafts import begin_draft, change_basics, start_application
from .screening import ask_for_changes, find_eligible, find_ineligible, write_note
from .sending import confirm, submit, submit_application, undo_withdrawal, withdraw

__all__ = [
    "Saved",
    "Typed",
    "ask_for_changes",
    "begin_draft",
    "change_basics",
    "confirm",
    "find_eligible",
    "find_ineligible",
    "open_questions",
    "save_answers",
    "start_application",
    "submit",
    "submit_application",
    "undo_withdrawal",
    "withdraw",
    "write_note",
]
