"""An answer in the team's language beside the original, which stays the record."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .application import Application


class Untranslated(models.Model):
    """An answer in another language than the team's that has no translation of its present words.

    Kept in step when answers are saved and translated, so that the list of what waits is short to
    read.
    """

    application = models.ForeignKey(Application, models.CASCADE, related_name="untranslated")
    key = models.SlugField(max_length=40)
    language = models.CharField(_("language"), max_length=10)
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("answer without a translation")
        verbose_name_plural = _("answers without a translation")
        constraints = [
            models.UniqueConstraint(fields=["application", "key"], name="untranslated_once")
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.key} ({self.language})"


class AnswerTranslation(models.Model):
    """One translation of one version of an answer. Another try is another row; all are kept.

    Triggers let nobody change its words, only what the applicant says to them and when it was
    fixed for the judges.
    """

    class How(models.TextChoices):
        PERSON = "person", _("A person translated it")
        MACHINE = "machine", _("A machine translated it, a person read it over")

    class Verdict(models.TextChoices):
        OPEN = "", _("Waits for the applicant to read it")
        RIGHT = "right", _("The applicant says it is right")
        WRONG = "wrong", _("The applicant says something is wrong")

    application = models.ForeignKey(Application, models.CASCADE, related_name="translations")
    key = models.SlugField(max_length=40)
    number = models.PositiveIntegerField()
    answer_version = models.PositiveIntegerField()
    from_language = models.CharField(max_length=10)
    language = models.CharField(_("language"), max_length=10)
    text = models.TextField(_("translation"))
    translator = models.CharField(_("who translated it"), max_length=120)
    how = models.CharField(_("how"), max_length=10, choices=How, default=How.PERSON)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    is_latest = models.BooleanField(default=True)
    verdict = models.CharField(max_length=10, choices=Verdict, default=Verdict.OPEN, blank=True)
    remark = models.TextField(_("what is wrong"), blank=True)
    verdict_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    verdict_at = models.DateTimeField(null=True, blank=True)
    frozen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("translation of an answer")
        verbose_name_plural = _("translations of answers")
        ordering = ["key", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "key", "number"], name="answer_translation_number_once"
            ),
            models.UniqueConstraint(
                fields=["application", "key"],
                condition=Q(is_latest=True),
                name="answer_translation_one_latest",
            ),
            models.CheckConstraint(
                condition=Q(verdict="", verdict_by=None, verdict_at=None)
                | (~Q(verdict="") & Q(verdict_by__isnull=False, verdict_at__isnull=False)),
                name="answer_translation_verdict_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(verdict="wrong") | ~Q(remark=""),
                name="answer_translation_wrong_says_what",
            ),
            models.CheckConstraint(
                condition=~Q(text="") & ~Q(translator=""), name="answer_translation_is_signed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.key} ({self.language}) {self.number}"
