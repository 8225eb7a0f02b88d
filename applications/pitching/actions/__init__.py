"""What can be done on a pitch day, one verb each."""

from .days import renew_link, set_up_day
from .late import tell_late
from .order import Wanted, arrange, give_next_gap
from .paper import Compared, cards_of, make_cards, read_card
from .questions import write_question
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
from .voting import device_of, make_tickets, ticket_for, vote

__all__ = [
    "Compared",
    "Wanted",
    "add_time",
    "arrange",
    "bring_back",
    "call_up",
    "cards_of",
    "device_of",
    "end_turn",
    "give_next_gap",
    "keep_scores_open",
    "make_cards",
    "make_tickets",
    "mark_absent",
    "mark_late",
    "pause",
    "read_card",
    "renew_link",
    "resume",
    "set_up_day",
    "start_pitch",
    "take_back",
    "tell_late",
    "ticket_for",
    "to_questions",
    "vote",
    "write_question",
]
