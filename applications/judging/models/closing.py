"""Deciding a large round: confirmed by somebody, carried out by the worker, how it ended."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .rounds import Round


class Closing(models.Model):
    """What somebody confirmed, by its hash, until the worker has decided it. It is kept, with why
    nothing was decided (`said`, in the language of who confirmed). One is open in a round."""

    class State(models.TextChoices):
        WAITING = "waiting"
        WORKING = "working"
        DONE = "done"
        STOPPED = "stopped"
        FAILED = "failed"

    round = models.ForeignKey(Round, models.CASCADE, related_name="closings")
    hash = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    applications = models.PositiveIntegerField()
    said = models.TextField(blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("closing")
        verbose_name_plural = _("closings")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round"], condition=Q(ended_at=None), name="closing_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, state__in=("waiting", "working"))
                | Q(ended_at__isnull=False, state__in=("done", "stopped", "failed")),
                name="closing_ends_in_one_way",
            ),
            models.CheckConstraint(
                condition=(Q(state="failed") & ~Q(said="")) | (~Q(state="failed") & Q(said="")),
                name="closing_failed_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.asked_at:%Y-%m-%d %H:%M}"

    @property
    def is_open(self) -> bool:
        return self.ended_at is None
