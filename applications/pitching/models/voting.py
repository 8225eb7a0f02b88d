"""The audience's vote: advisory, counted apart from the panel, nothing personal kept."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from applications.judging.models import Round

from .turns import Turn

MOST_STARS = 5


class Ticket(models.Model):
    """A printed code for a seat. It says nothing about who sits there."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="tickets")
    code = models.CharField(_("code"), max_length=8)

    class Meta:
        verbose_name = _("ticket")
        verbose_name_plural = _("tickets")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["round", "code"], name="ticket_once")]

    def __str__(self) -> str:
        return self.code


class Ballot(models.Model):
    """One device's stars for one pitch. `device` is a keyed hash, another one each pitch day.

    A trigger takes one only while its pitch is on stage.
    """

    turn = models.ForeignKey(Turn, models.CASCADE, related_name="ballots")
    device = models.CharField(max_length=64)
    ticket = models.ForeignKey(Ticket, models.PROTECT, null=True, related_name="ballots")
    stars = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(MOST_STARS)]
    )
    cast_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("audience's vote")
        verbose_name_plural = _("audience's votes")
        constraints = [
            models.UniqueConstraint(fields=["turn", "device"], name="one_vote_a_device"),
            models.UniqueConstraint(fields=["turn", "ticket"], name="one_vote_a_ticket"),
            models.CheckConstraint(
                condition=Q(stars__gte=1, stars__lte=MOST_STARS), name="vote_has_stars"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.turn_id}"
