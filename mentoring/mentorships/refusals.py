"""Why something in this room may not happen, as a sentence to show to the person."""

from applications.journey.workflow import MoveRefused


class MentoringRefused(MoveRefused):
    """A match or a check-in can't be made like that. `str()` says why."""
