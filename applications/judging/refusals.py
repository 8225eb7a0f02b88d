"""Why something in this room may not happen. `str()` is a plain sentence to show to the person."""

from applications.journey.workflow import MoveRefused


class JudgingRefused(MoveRefused):
    """A rule of this room stopped it; the sentence says what to do."""


class AlreadyDone(JudgingRefused):
    """It was done before, by this person or another: nothing changed now."""


class ScorecardChanged(JudgingRefused):
    """The scorecard was saved on another screen since this one was opened; both are kept apart."""
