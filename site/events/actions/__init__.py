"""Everything that changes events and who comes."""

from .places import (
    Closed,
    Full,
    Outcome,
    accept,
    cancel,
    change,
    confirm,
    end_holds,
    end_offers,
    register,
    remind,
)
from .planning import call_off, forget, keep, mark_came, write_to_all

__all__ = [
    "Closed",
    "Full",
    "Outcome",
    "accept",
    "call_off",
    "cancel",
    "change",
    "confirm",
    "end_holds",
    "end_offers",
    "forget",
    "keep",
    "mark_came",
    "register",
    "remind",
    "write_to_all",
]
