"""Sharing a round's applications out among its judges: asked for, worked on, how it ended."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .rounds import Round
from .work import Work, work_constraints


class SharingOut(Work):
    """One time that a round was shared out. It is kept, with its result or why there is none.

    `solved` counts how often readings were worked out for it.
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
    judges = models.PositiveIntegerField()
    given = models.PositiveIntegerField(null=True)
    taken_back = models.PositiveIntegerField(null=True)
    why = models.CharField(max_length=10, choices=Why, blank=True)

    class Meta(Work.Meta):
        verbose_name = _("sharing out")
        verbose_name_plural = _("sharings out")
        constraints = [
            *work_constraints("sharing", failed_says="why"),
            models.CheckConstraint(
                condition=Q(state="done", given__isnull=False, taken_back__isnull=False)
                | (~Q(state="done") & Q(given=None, taken_back=None)),
                name="sharing_done_says_what_changed",
            ),
        ]
