"""Why something on the pitch day may not happen. `str()` is a plain sentence for the person."""

from applications.journey.workflow import MoveRefused


class DayRefused(MoveRefused):
    """A rule of the day stopped it; the sentence says what to do."""


class TurnChanged(DayRefused):
    """Somebody else pressed a button since this screen was drawn. Nothing changed now."""


class VoteClosed(DayRefused):
    """The pitch is not on stage, or this ticket or phone has voted with another."""
