"""Sample applications that all judges of a round score before their own: they never count."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programmes.words import WordsField, worded

from .panels import PanelMember
from .rounds import Round

SAMPLES = 2
"""How many samples a round that asks for the exercise has."""


class Sample(models.Model):
    """An invented application, or a test of the form, without anybody behind it."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="samples")
    position = models.PositiveSmallIntegerField(_("order"))
    title = models.CharField(_("title"), max_length=200)
    title_words = WordsField()
    text = models.TextField(_("what the applicant wrote"))
    text_words = WordsField()

    class Meta:
        verbose_name = _("sample")
        verbose_name_plural = _("samples")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["round", "position"], name="sample_position_once"),
            models.CheckConstraint(
                condition=Q(position__gte=1, position__lte=SAMPLES), name="sample_is_one_of_two"
            ),
        ]

    def __str__(self) -> str:
        return worded(self, "title")


class SampleCard(models.Model):
    """What a judge gave to a sample. `marks` holds a mark, or nothing where it does not apply, by
    the criterion's key: `{"12": 4, "13": null}`. Given once, it stands."""

    sample = models.ForeignKey(Sample, models.PROTECT, related_name="cards")
    member = models.ForeignKey(PanelMember, models.CASCADE, related_name="sample_cards")
    marks = models.JSONField(default=dict)
    comment = models.TextField(_("why"), blank=True)
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("marks for a sample")
        verbose_name_plural = _("marks for samples")
        constraints = [
            models.UniqueConstraint(fields=["sample", "member"], name="sample_scored_once")
        ]

    def __str__(self) -> str:
        return f"{self.sample_id} {self.member_id}"
