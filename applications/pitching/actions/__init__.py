"""What can be done on a pitch day, one verb each."""

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
    "resume",
    "start_pitch",
    "take_back",
    "to_questions",
]
