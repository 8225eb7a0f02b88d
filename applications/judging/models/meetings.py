"""The panel's meeting: who was there, and the minutes."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .panels import PanelMember
from .rounds import Round


class Meeting(models.Model):
    """The meeting at which a round is decided; each decision keeps its own mover and votes.

    `version` goes up with every change, so that two screens never overwrite each other unseen.
    """

    round = models.OneToOneField(Round, models.CASCADE, related_name="meeting")
    present = models.ManyToManyField(PanelMember, related_name="+", verbose_name=_("who is there"))
    minutes = models.TextField(_("minutes"), blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")

    def __str__(self) -> str:
        return f"{self.round}"
