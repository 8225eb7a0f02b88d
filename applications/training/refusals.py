"""Why something in this room may not happen, as a sentence to show to the person."""

from applications.journey.workflow import MoveRefused


class TrainingRefused(MoveRefused):
    """A place, a mark or a plan cannot be changed like that. `str()` says why."""
