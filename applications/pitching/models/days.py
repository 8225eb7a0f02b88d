"""How a pitch day runs, and its stages."""

import uuid
from datetime import timedelta

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from applications.judging.models import Round


class Day(models.Model):
    """How long a pitch takes, when scores open, whether the audience votes. Minutes throughout.

    A round without one has pitches of the usual length, and its scores don't wait for the stage.
    """

    round = models.OneToOneField(Round, models.CASCADE, related_name="day")
    pitch_minutes = models.PositiveSmallIntegerField(
        _("minutes to pitch"),
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
    )
    question_minutes = models.PositiveSmallIntegerField(
        _("minutes for questions"), default=3, validators=[MaxValueValidator(60)]
    )
    interpreter_percent = models.PositiveSmallIntegerField(
        _("more time with an interpreter, in percent"),
        default=50,
        validators=[MaxValueValidator(200)],
        help_text=_("50 makes 5 minutes into 7 and a half."),
    )
    break_minutes = models.PositiveSmallIntegerField(
        _("minutes between two pitches"), default=2, validators=[MaxValueValidator(60)]
    )
    breaks_give_way = models.BooleanField(
        _("longer breaks may get shorter when the day runs late"),
        default=False,
        db_default=False,
        help_text=_("Else every break stays as long as it was planned."),
    )
    scores_follow_stage = models.BooleanField(
        _("judges can score a pitch from its beginning"),
        default=False,
        help_text=_("Scoring closes some minutes after the questions. Else it is always open."),
    )
    grace_minutes = models.PositiveSmallIntegerField(
        _("minutes to score after the questions"),
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(24 * 60)],
    )
    online_link = models.URLField(
        _("link to join online"), blank=True, help_text=_("Only people who pitch or judge see it.")
    )
    audience_votes = models.BooleanField(_("the audience votes"), default=False)
    needs_ticket = models.BooleanField(
        _("to vote, people need a ticket"),
        default=False,
        help_text=_("Print one for each seat. Without tickets, each phone has one vote."),
    )
    applicants_read_questions = models.BooleanField(
        _("applicants can read the questions they were asked"), default=True
    )

    class Meta:
        verbose_name = _("pitch day")
        verbose_name_plural = _("pitch days")
        constraints = [
            models.CheckConstraint(
                condition=Q(pitch_minutes__gt=0, grace_minutes__gt=0), name="day_has_time"
            ),
        ]

    def __str__(self) -> str:
        return str(self.round)

    def stretched(self, minutes: int, *, interpreter: bool) -> timedelta:
        """So many minutes, or more of them when every sentence is said twice."""
        percent = 100 + (self.interpreter_percent if interpreter else 0)
        return timedelta(seconds=round(minutes * 60 * percent / 100))

    @property
    def grace(self) -> timedelta:
        return timedelta(minutes=self.grace_minutes)


def day_of(judging_round: Round) -> Day:
    """The round's day as it was set, or the usual one."""
    return Day.objects.filter(round=judging_round).first() or Day(round=judging_round)


class Stage(models.Model):
    """A room of a pitch day. A trigger makes one for every room that has a slot.

    Whoever has `key` sees the stage's screen; `code` is where its audience votes. `counter` goes
    up with everything that the screens show; a trigger counts.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="stages")
    room = models.CharField(_("room"), max_length=80)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField(max_length=8, unique=True, editable=False)
    counter = models.PositiveBigIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("stage")
        verbose_name_plural = pgettext_lazy("where people pitch", "stages")
        ordering = ["round", "room"]
        constraints = [models.UniqueConstraint(fields=["round", "room"], name="stage_once_a_round")]

    def __str__(self) -> str:
        return self.room
