"""What can be done in this room, one verb each."""

from .attendance import close_course, mark_attendance, override_completion
from .cohorts import create_cohort
from .places import accept_place, give_up_place, offer_place
from .plans import freeze_plan, keep_plan, upload_plan
from .ready import try_ready

__all__ = [
    "accept_place",
    "close_course",
    "create_cohort",
    "freeze_plan",
    "give_up_place",
    "keep_plan",
    "mark_attendance",
    "offer_place",
    "override_completion",
    "try_ready",
    "upload_plan",
]
