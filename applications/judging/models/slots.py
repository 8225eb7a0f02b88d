"""When a panel meets: slots, and the judges who are booked for them."""

from datetime import datetime

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Deferrable
from django.utils.translation import gettext_lazy as _

from applications.journey.models import Application

from .rounds import Round


class Slot(models.Model):
    """When and where an application pitches. No room, applicant or judge is booked twice at once
    (looked at when the transaction commits, so that two pitches can change places).

    `venue` says which building the room is in; a trigger copies it from the round.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="slots")
    application = models.OneToOneField(Application, models.PROTECT, related_name="slot")
    applicant = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    venue = models.CharField(max_length=200, blank=True, editable=False)
    room = models.CharField(_("room"), max_length=80)
    during = DateTimeRangeField(_("time"))

    class Meta:
        verbose_name = _("slot")
        verbose_name_plural = _("slots")
        ordering = ["during"]
        constraints = [
            ExclusionConstraint(
                name="room_is_free",
                deferrable=Deferrable.DEFERRED,
                expressions=[
                    ("venue", RangeOperators.EQUAL),
                    ("room", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
            ),
            ExclusionConstraint(
                name="applicant_is_free",
                deferrable=Deferrable.DEFERRED,
                expressions=[
                    ("applicant", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application} {self.during.lower:%Y-%m-%d %H:%M}"

    @property
    def starts_at(self) -> datetime:
        return self.during.lower

    @property
    def ends_at(self) -> datetime:
        return self.during.upper


class Seat(models.Model):
    """A judge is booked for a slot. Written by triggers only, one a judge without a conflict."""

    slot = models.ForeignKey(Slot, models.CASCADE, related_name="seats")
    judge = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    during = DateTimeRangeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["slot", "judge"], name="seat_once"),
            ExclusionConstraint(
                name="judge_is_free",
                deferrable=Deferrable.DEFERRED,
                expressions=[
                    ("judge", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.judge_id} {self.slot_id}"
