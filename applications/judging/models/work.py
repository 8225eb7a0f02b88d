"""What somebody asks of a round and the worker carries out: sharing it out, deciding it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

OPEN, OVER = ("waiting", "working"), ("done", "stopped", "failed")


class Work(models.Model):
    """Asked for, worked on, and how it ended. It is kept. One is open in a round.

    Who inherits has the round and the state, and `work_constraints`.
    """

    round_id: int
    applications = models.PositiveIntegerField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.round_id} {self.asked_at:%Y-%m-%d %H:%M}"

    @property
    def is_open(self) -> bool:
        return self.ended_at is None


def work_constraints(name: str, *, failed_says: str) -> list[models.BaseConstraint]:
    """`failed_says` names the field that tells why it failed, and is empty otherwise."""
    told = ~Q(**{failed_says: ""})
    return [
        models.UniqueConstraint(
            fields=["round"], condition=Q(ended_at=None), name=f"{name}_one_at_a_time"
        ),
        models.CheckConstraint(
            condition=Q(ended_at=None, state__in=OPEN) | Q(ended_at__isnull=False, state__in=OVER),
            name=f"{name}_ends_in_one_way",
        ),
        models.CheckConstraint(
            condition=(Q(state="failed") & told) | (~Q(state="failed") & Q(**{failed_says: ""})),
            name=f"{name}_failed_says_why",
        ),
    ]
