"""Deciding a large round: confirmed by somebody, carried out by the worker, how it ended."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .rounds import Round
from .work import Work, work_constraints


class Closing(Work):
    """What somebody confirmed, by its hash, until the worker has decided it. It is kept, with why
    nothing was decided (`said`, in the language of who confirmed)."""

    class State(models.TextChoices):
        WAITING = "waiting"
        WORKING = "working"
        DONE = "done"
        STOPPED = "stopped"
        FAILED = "failed"

    round = models.ForeignKey(Round, models.CASCADE, related_name="closings")
    hash = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    said = models.TextField(blank=True)

    class Meta(Work.Meta):
        verbose_name = _("closing")
        verbose_name_plural = _("closings")
        constraints = work_constraints("closing", failed_says="said")
