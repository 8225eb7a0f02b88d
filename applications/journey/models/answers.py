"""What an applicant typed: the latest answer, and every text before it."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .application import Application


class Answer(models.Model):
    """The latest answer to one question, and who typed it. Every earlier text is kept.

    What does not fit its question yet is kept as it was typed, with `valid` false. `language` is
    that of an answer in words; empty for the application's own, and for answers without words.
    `copied_from` is the earlier application it was copied from, until somebody changes it.
    """

    application = models.ForeignKey(Application, models.CASCADE, related_name="answers")
    key = models.SlugField(max_length=40)
    value = models.JSONField(null=True)
    valid = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)
    language = models.CharField(_("written in"), max_length=10, default="", db_default="")
    typed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    typed_at = models.DateTimeField(default=timezone.now)
    copied_from = models.ForeignKey(
        Application, models.SET_NULL, null=True, editable=False, related_name="+"
    )

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints = [
            models.UniqueConstraint(fields=["application", "key"], name="one_answer_per_question")
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.key}"


class AnswerVersion(models.Model):
    """A text that was typed. Append-only (held by a trigger)."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="answer_versions")
    key = models.SlugField(max_length=40)
    value = models.JSONField(null=True)
    version = models.PositiveIntegerField()
    language = models.CharField(_("written in"), max_length=10, default="", db_default="")
    typed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    typed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("answer version")
        verbose_name_plural = _("answer versions")
        constraints = [
            models.UniqueConstraint(
                fields=["application", "key", "version"], name="answer_version_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.key} v{self.version}"
