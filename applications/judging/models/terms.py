"""What a judge agrees to before anything is shown."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programmes.models import Programme
from programmes.words import WordsField


class PanelTerms(models.Model):
    """One version of a programme's words. They stand (a trigger refuses a change): judges agreed to
    them. The highest version is in force.
    """

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="panel_terms")
    version = models.PositiveSmallIntegerField(_("version"))
    text = models.TextField(_("what judges agree to"))
    text_words = WordsField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("terms for judges")
        verbose_name_plural = _("terms for judges")
        ordering = ["programme", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "version"], name="terms_version_once"),
            models.CheckConstraint(condition=~models.Q(text=""), name="terms_say_something"),
        ]

    def __str__(self) -> str:
        return f"{self.programme} v{self.version}"
