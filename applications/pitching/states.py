"""What becomes of a pitch on the day."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TurnState(models.TextChoices):
    WAITING = "waiting", _("To come")
    CALLED = "called", _("Called up")
    PITCHING = "pitching", _("Pitching")
    QUESTIONS = "questions", _("Questions")
    DONE = "done", _("Done")
    LATE = "late", _("Late")
    ABSENT = "absent", _("Did not come")


LIVE = (TurnState.PITCHING, TurnState.QUESTIONS)
"""On stage, with the clock on."""
TO_COME = (TurnState.WAITING, TurnState.CALLED, TurnState.LATE)
OVER = (TurnState.DONE, TurnState.ABSENT)
