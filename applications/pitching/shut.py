"""Scores wait for the stage, when the day says so."""

from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from applications.judging.models import Entry
from applications.judging.windows import window

from .models import Turn


@window
def while_on_stage(entry: Entry) -> str:
    """Scoring opens with the pitch and closes some minutes after the questions."""
    waiting = Turn.objects.filter(
        slot__round=entry.round_id,
        slot__application=entry.application_id,
        slot__round__day__scores_follow_stage=True,
    )
    turn = waiting.only("pitched_at", "scores_until").first()
    if turn is None or turn.scores_open(timezone.now()):
        return ""
    if turn.scores_until is None:
        return _("You can score this when the pitch begins.")
    closed = turn.scores_until.astimezone(entry.round.call.zone)
    return _("Scoring closed at %(time)s. Ask the organiser for more time.") % {
        "time": time_format(closed, "H:i")
    }
