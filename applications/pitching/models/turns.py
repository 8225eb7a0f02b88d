"""A slot as it goes on the day, who must be there for it, and what was asked."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Deferrable, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from applications.journey.states import State
from applications.judging.models import Slot

from ..clock import Clock
from ..states import LIVE, TO_COME, TurnState
from .days import Stage


class TurnQuerySet(models.QuerySet):
    def in_order(self) -> "TurnQuerySet":
        """By time, with what screens show of them; without those who were withdrawn."""
        return (
            self.exclude(slot__application__state=State.WITHDRAWN)
            .select_related("slot__application__applicant", "stage")
            .order_by("slot__during", "pk")
        )


class Turn(models.Model):
    """What becomes of a slot on the day. A trigger makes one for every slot and keeps its stage.

    `allotted`, `phase_started_at`, `paused_at` and `paused_for` are the clock of the phase that
    runs now. `version` goes up with every change, so that two operators never press past each
    other; `before` is what the last change can be taken back to.
    """

    slot = models.OneToOneField(Slot, models.CASCADE, related_name="turn")
    stage = models.ForeignKey(Stage, models.RESTRICT, related_name="turns", editable=False)
    state = models.CharField(_("state"), max_length=10, choices=TurnState, db_default="waiting")
    extra_minutes = models.PositiveSmallIntegerField(
        _("minutes more, for what they need"), db_default=0
    )
    allotted = models.DurationField(db_default=timedelta())
    phase_started_at = models.DateTimeField(null=True)
    paused_at = models.DateTimeField(null=True)
    paused_for = models.DurationField(db_default=timedelta())
    pitched_at = models.DateTimeField(_("began"), null=True)
    ended_at = models.DateTimeField(_("ended"), null=True)
    scores_until = models.DateTimeField(_("scores close"), null=True)
    version = models.PositiveIntegerField(db_default=0)
    before = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    moved_at = models.DateTimeField(_("time last changed"), default=timezone.now)

    objects = TurnQuerySet.as_manager()

    about: datetime | None = None
    """When it is likely to begin now, where that is later than planned (late.py). Not stored."""

    class Meta:
        verbose_name = _("turn on stage")
        verbose_name_plural = _("turns on stage")
        constraints = [
            models.UniqueConstraint(
                fields=["stage"], condition=Q(state__in=LIVE), name="one_on_a_stage"
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=LIVE, phase_started_at__isnull=False, pitched_at__isnull=False
                )
                | (~Q(state__in=LIVE) & Q(phase_started_at=None, paused_at=None)),
                name="clock_runs_on_stage_only",
            ),
            models.CheckConstraint(
                condition=Q(state="done", ended_at__isnull=False, scores_until__isnull=False)
                | (~Q(state="done") & Q(ended_at=None)),
                name="done_has_an_end",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.slot_id}"

    @property
    def live(self) -> bool:
        return self.state in LIVE

    @property
    def to_come(self) -> bool:
        return self.state in TO_COME

    @property
    def clock(self) -> Clock | None:
        """The clock of this phase while it runs."""
        if self.phase_started_at is None:
            return None
        return Clock(self.allotted, self.phase_started_at, self.paused_at, self.paused_for)

    @clock.setter
    def clock(self, clock: Clock | None) -> None:
        self.phase_started_at = clock.started_at if clock else None
        self.paused_at = clock.paused_at if clock else None
        self.paused_for = clock.paused_for if clock else timedelta()
        self.allotted = clock.allotted if clock else timedelta()

    def scores_open(self, now: datetime) -> bool:
        """From the beginning of the pitch until the grace after the questions is over."""
        if self.pitched_at is None:
            return False
        return self.scores_until is None or now < self.scores_until


class Presence(models.Model):
    """Somebody of the team must be there for a slot. Written by triggers only: the applicant, and
    the co-applicants who said yes. Nobody is in two rooms at once."""

    slot = models.ForeignKey(Slot, models.CASCADE, related_name="presences")
    person = models.ForeignKey("accounts.Person", models.CASCADE, related_name="+")
    during = DateTimeRangeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["slot", "person"], name="present_once"),
            ExclusionConstraint(
                name="person_is_free",
                deferrable=Deferrable.DEFERRED,
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.slot_id}"


class Question(models.Model):
    """Something that the panel asked, as it was written down."""

    turn = models.ForeignKey(Turn, models.CASCADE, related_name="questions")
    text = models.TextField(_("question"), max_length=500)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["written_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["turn", "written_by", "text"], name="question_once"),
        ]

    def __str__(self) -> str:
        return f"{self.turn_id}"
