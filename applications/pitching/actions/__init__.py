"""What can be done on a pitch day, one verb each."""

from .days import renew_link, set_up_day
from .running import (
    add_time,
    bring_back,
    call_up,
    end_turn,
    keep_scores_open,
    mark_absent,
    mark_late,
    pause,
    resume,
    start_pitch,
    take_back,
    to_questions,
)

__all__ = [
    "add_time",
    "bring_back",
    "call_up",
    "end_turn",
    "keep_scores_open",
    "mark_absent",
    "mark_late",
    "pause",
    "renew_link",
    "resume",
    "set_up_day",
    "start_pitch",
    "take_back",
    "to_questions",
]
