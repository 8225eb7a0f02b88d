"""Everybody who waits is told that the day runs late."""

from django.db import transaction
from django.utils.translation import gettext as _

import audit.record
from accounts.models import User
from applications.journey.workflow import need

from .. import emails
from ..boards import board
from ..models import Stage
from ..refusals import DayRefused


@transaction.atomic
def tell_late(*, stage: Stage, by: User) -> int:
    """Write to everybody whose pitch here is to come and begins later than planned.

    Returns how many letters there are. Pressed again, only who has another time now is written to.
    Raises NotPermitted, DayRefused when nobody waits too long.
    """
    need("pitching.run", by, stage)
    held = Stage.objects.select_for_update(of=("self",)).select_related("round__call__programme")
    late = [each for each in board(held.get(pk=stage.pk)).turns if each.about]
    if not late:
        raise DayRefused(_("Nobody who waits here is late. Nobody is written to."))
    sent = sum(emails.tell_late(turn) for turn in late)
    if sent:
        audit.record.record("pitching.tell_late", stage.round, by=by, stage=stage.pk, letters=sent)
    return sent
