"""Sharing a round's applications out among its judges: asked for, worked on, how it ended."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .rounds import Round


class SharingOut(models.Model):
    """One time that a round was shared out. It is kept, with its result or why there is none.

    `solved` counts how often readings were worked out for it. One at a time is open in a round.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waits for its turn")
        WORKING = "working", _("Is being worked out")
        DONE = "done", _("Shared out")
        STOPPED = "stopped", _("Stopped")
        FAILED = "failed", _("Not shared out")

    class Why(models.TextChoices):
        REFUSED = "refused", _("Meanwhile the scores were locked, or the round was set up anew.")
        CHANGED = "changed", _("The panel or its projects changed all the time. Try it again.")
        BROKEN = "broken", _("Something went wrong on our side. Try it again, or tell us.")

    round = models.ForeignKey(Round, models.CASCADE, related_name="sharings")
    anew = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    solved = models.PositiveSmallIntegerField(default=0)
    applications = models.PositiveIntegerField()
    judges = models.PositiveIntegerField()
    given = models.PositiveIntegerField(null=True)
    taken_back = models.PositiveIntegerField(null=True)
    why = models.CharField(max_length=10, choices=Why, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("sharing out")
        verbose_name_plural = _("sharings out")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round"], condition=Q(ended_at=None), name="sharing_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, state__in=("waiting", "working"))
                | Q(ended_at__isnull=False, state__in=("done", "stopped", "failed")),
                name="sharing_ends_in_one_way",
            ),
            models.CheckConstraint(
                condition=Q(state="done", given__isnull=False, taken_back__isnull=False)
                | (~Q(state="done") & Q(given=None, taken_back=None)),
                name="sharing_done_says_what_changed",
            ),
            models.CheckConstraint(
                condition=(Q(state="failed") & ~Q(why="")) | (~Q(state="failed") & Q(why="")),
                name="sharing_failed_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.asked_at:%Y-%m-%d %H:%M}"

    @property
    def is_open(self) -> bool:
        return self.ended_at is None
