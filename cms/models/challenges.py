"""What a programme struggles with, and how big each of it was when a journal looked at it."""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Deferrable, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable, TranslatableMixin

from programmes.models import Programme
from programmes.words import WordsField, worded


class Challenge(models.Model):
    """One challenge of a programme, followed from journal to journal."""

    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="challenges", verbose_name=_("programme")
    )
    name = models.CharField(
        _("name"),
        max_length=120,
        help_text=_("A few words that stay the same in every journal."),
    )
    name_words = WordsField()
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("challenge")
        verbose_name_plural = _("challenges")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "name"],
                name="challenge_once_in_a_programme",
                violation_error_message=_("This programme has a challenge of that name."),
            )
        ]

    def __str__(self) -> str:
        return worded(self, "name")


class Level(models.IntegerChoices):
    """How big a challenge is: a smaller number is better."""

    RESOLVED = 0, pgettext_lazy("challenge", "Resolved")
    LOW = 1, pgettext_lazy("challenge", "Low")
    MEDIUM = 2, pgettext_lazy("challenge", "Medium")
    HIGH = 3, pgettext_lazy("challenge", "High")


class ChallengeReading(TranslatableMixin, Orderable):
    """How big a challenge was in the months of one journal, and what was seen.

    It is a part of the journal's page: drafted, moderated, published and translated with it.
    """

    if TYPE_CHECKING:
        _default_manager: ClassVar[models.Manager["ChallengeReading"]]

    page = ParentalKey("cms.JournalPage", on_delete=models.CASCADE, related_name="readings")
    challenge = models.ForeignKey(
        Challenge, models.PROTECT, related_name="readings", verbose_name=_("challenge")
    )
    level = models.PositiveSmallIntegerField(_("how big it is"), choices=Level)
    observation = models.TextField(
        _("what we saw"), max_length=400, help_text=_("One or two short sentences.")
    )

    panels = [FieldPanel("challenge"), FieldPanel("level"), FieldPanel("observation")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("reading of a challenge")
        verbose_name_plural = _("readings of challenges")
        constraints = [
            models.UniqueConstraint(
                fields=["page", "challenge"],
                name="challenge_read_once_in_a_journal",
                deferrable=Deferrable.DEFERRED,
            ),
            models.CheckConstraint(condition=Q(level__lte=3), name="level_is_on_the_scale"),
        ]

    def __str__(self) -> str:
        return f"{self.challenge}: {self.get_level_display()}"
