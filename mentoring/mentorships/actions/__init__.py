"""What can be done in this room, one verb each."""

from .check_ins import confirm_check_in, finish_action, log_check_in, remind_overdue
from .matches import end_mentorship, match, save_profile

__all__ = [
    "confirm_check_in",
    "end_mentorship",
    "finish_action",
    "log_check_in",
    "match",
    "remind_overdue",
    "save_profile",
]
