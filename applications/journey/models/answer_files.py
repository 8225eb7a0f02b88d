"""Files given as an answer. What was taken away stays on record, as every earlier text does."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from files.models import StoredFile

from .application import Application


class AnswerFile(models.Model):
    """One file of the answer to one question. The answer's value is the list of those there now."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="answer_files")
    key = models.SlugField(max_length=40)
    stored = models.OneToOneField(StoredFile, models.PROTECT, related_name="answer_file")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("file of an answer")
        verbose_name_plural = _("files of answers")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(removed_at=None, removed_by=None)
                | Q(removed_at__isnull=False, removed_by__isnull=False),
                name="answer_file_removed_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.key} {self.stored}"
