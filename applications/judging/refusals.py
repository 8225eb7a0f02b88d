"""Why something in this room may not happen. `str()` is a plain sentence to show to the person."""

from uuid import UUID

from applications.journey.workflow import MoveRefused


class JudgingRefused(MoveRefused):
    """A rule of this room stopped it; the sentence says what to do."""


class AlreadyDone(JudgingRefused):
    """It was done before, by this person or another: nothing changed now."""


class ScorecardChanged(JudgingRefused):
    """The scorecard was saved on another screen since this one was opened; both are kept apart."""


class First(Exception):
    """Something comes before this page, on the page of that name; `LinkDoor` leads there."""

    def __init__(self, page: str, public_id: UUID) -> None:
        super().__init__(page)
        self.page, self.public_id = page, public_id
