"""Scorecards on paper: printed for one judge and one pitch, typed in by two people."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from applications.judging.models import Entry, PanelMember, Scorecard
from files.models import StoredFile


class PaperCard(models.Model):
    """A paper scorecard, known by its printed `code`. It counts once two people read it alike."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="paper_cards")
    member = models.ForeignKey(PanelMember, models.CASCADE, related_name="paper_cards")
    code = models.CharField(_("code"), max_length=8, unique=True)
    scan = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    scorecard = models.OneToOneField(
        Scorecard, models.SET_NULL, null=True, editable=False, related_name="paper"
    )
    counted_at = models.DateTimeField(_("became the scorecard"), null=True, editable=False)

    class Meta:
        verbose_name = _("paper scorecard")
        verbose_name_plural = _("paper scorecards")
        constraints = [
            models.UniqueConstraint(fields=["entry", "member"], name="paper_card_once"),
        ]

    def __str__(self) -> str:
        return self.code


class Reading(models.Model):
    """What one person read on a paper scorecard. There are two, by two people.

    `marks` maps a criterion's key to a mark or “na”.
    """

    card = models.ForeignKey(PaperCard, models.CASCADE, related_name="readings")
    second = models.BooleanField(default=False)
    marks = models.JSONField(default=dict)
    comment = models.TextField(_("comment for the panel"), blank=True)
    typed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    typed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("reading of a paper scorecard")
        verbose_name_plural = _("readings of paper scorecards")
        ordering = ["card", "second"]
        constraints = [
            models.UniqueConstraint(fields=["card", "second"], name="first_and_second_reading"),
            models.UniqueConstraint(fields=["card", "typed_by"], name="two_people_read"),
        ]

    def __str__(self) -> str:
        return f"{self.card_id}"
