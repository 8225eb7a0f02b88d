"""What an applicant reads about each criterion: the panel's words, approved by a second person."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from applications.journey.models import Application
from programmes.words import WordsField

from .rubrics import Criterion


class Feedback(models.Model):
    """Words about one criterion, drawn from what the judges said and never naming one.

    Whoever wrote them does not approve them. Approved, they stand: a trigger refuses a change.
    """

    application = models.ForeignKey(Application, models.CASCADE, related_name="feedback")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    text = models.TextField(_("feedback"))
    text_words = WordsField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    approved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("feedback")
        verbose_name_plural = _("feedback")
        ordering = ["criterion__position"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "criterion"], name="feedback_once_per_criterion"
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None, approved_at=None)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="feedback_approved_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("written_by")),
                name="feedback_approved_by_another_person",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="feedback_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.criterion_id}"
