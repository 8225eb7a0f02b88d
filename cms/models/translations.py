"""Who made the words of a translated page, and who has read them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class TranslationMark(models.Model):
    """What is known of a translated page; one without a mark was written by a person.

    Kept beside the page, not on it: publishing an older revision again changes nothing here.
    """

    page = models.OneToOneField(Page, models.CASCADE, related_name="translation_mark")
    machine_made = models.BooleanField(_("made by a machine"), default=False)
    reviewed_at = models.DateTimeField(_("read on"), null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("read by"),
    )

    class Meta:
        verbose_name = _("mark of a translation")
        verbose_name_plural = _("marks of translations")
        constraints = [
            models.CheckConstraint(
                condition=Q(reviewed_at=None, reviewed_by=None)
                | Q(reviewed_at__isnull=False, reviewed_by__isnull=False),
                name="a_review_has_a_day_and_a_name",
            )
        ]

    def __str__(self) -> str:
        return f"{self.page_id}"

    @property
    def needs_review(self) -> bool:
        return self.machine_made and self.reviewed_at is None
