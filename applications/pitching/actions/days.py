"""A pitch day is set up: how long, who votes, which link leads to the big screen."""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

import audit.record
from accounts.models import User
from applications.journey.workflow import need
from applications.judging.actions import tell_new_place

from ..models import Day, Stage
from ..refusals import DayRefused


@transaction.atomic
def set_up_day(*, day: Day, by: User) -> Day:
    """Keep how the day runs. A turn that is on stage keeps the time that it was given.

    Another link to join online is told to who pitches from now on, and to the judges.
    Raises NotPermitted, and DayRefused once the scores are locked.
    """
    need("judging.set_up", by, day.round)
    if day.round.locked_at:
        raise DayRefused(_("The scores are locked. The day is over."))
    before = Day.objects.filter(pk=day.pk).values_list("online_link", flat=True).first()
    day.save()
    audit.record.record(
        "pitching.set_up", day.round, by=by, pitch=day.pitch_minutes, questions=day.question_minutes
    )
    if day.online_link != (before or ""):
        tell_new_place(judging_round=day.round, by=by)
    return day


@transaction.atomic
def renew_link(*, stage: Stage, by: User) -> Stage:
    """The big screen gets another address; the old one shows nothing any more."""
    need("pitching.run", by, stage)
    stage.key = uuid.uuid4()
    stage.save(update_fields=["key"])
    audit.record.record("pitching.renew_link", stage.round, by=by, stage=stage.pk)
    return stage
