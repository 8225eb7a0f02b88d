"""What was taken off the site when a consent came to its end, and the proof that it is gone."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .consents import Consent


class RemovalQuerySet(models.QuerySet):
    def going_on(self) -> "RemovalQuerySet":
        return self.filter(gone_at=None)


class Removal(models.Model):
    """One taking down: begun when the consent ended, done when nothing answered any more."""

    class Reason(models.TextChoices):
        WITHDRAWN = "withdrawn", _("The person took it back")
        ENDED = "ended", _("The consent ran out")

    consent = models.ForeignKey(Consent, models.PROTECT, related_name="removals")
    reason = models.CharField(max_length=10, choices=Reason)
    begun_at = models.DateTimeField(default=timezone.now)
    gone_at = models.DateTimeField(null=True, blank=True)
    alarmed_at = models.DateTimeField(null=True, blank=True)

    objects = RemovalQuerySet.as_manager()

    class Meta:
        verbose_name = _("removal")
        verbose_name_plural = _("removals")
        ordering = ["-begun_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.consent.shown_name} ({self.begun_at:%Y-%m-%d %H:%M})"

    @property
    def seconds(self) -> float | None:
        """From the button to the last trace, as the worker saw it; None while it goes on."""
        return (self.gone_at - self.begun_at).total_seconds() if self.gone_at else None


class Trace(models.Model):
    """One place where the story could be read, and when the worker saw that it can't be."""

    class Kind(models.TextChoices):
        PAGE = "page", _("Page")
        FILE = "file", _("Picture")
        MENTION = "mention", _("List, search or feed")

    removal = models.ForeignKey(Removal, models.CASCADE, related_name="traces")
    kind = models.CharField(max_length=10, choices=Kind)
    name = models.CharField(max_length=255)
    address = models.URLField(max_length=1000, help_text=_("Where anybody could open it."))
    file = models.CharField(max_length=255, blank=True, help_text=_("Its name in the storage."))
    mentions = models.CharField(
        max_length=1000, blank=True, help_text=_("The address that a list must not lead to.")
    )
    checks = models.PositiveIntegerField(default=0)
    checked_at = models.DateTimeField(null=True, blank=True)
    gone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("trace")
        verbose_name_plural = _("traces")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="mention") | ~Q(mentions=""), name="list_says_what_must_be_gone"
            ),
            models.CheckConstraint(
                condition=~Q(kind="file") | ~Q(file=""), name="picture_names_its_file"
            ),
        ]

    def __str__(self) -> str:
        return self.address


class HandTask(models.Model):
    """A use outside this website that only a person can end: print, social media, press."""

    removal = models.ForeignKey(Removal, models.CASCADE, related_name="hand_tasks")
    use = models.CharField(max_length=10, choices=Consent.Use)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    note = models.CharField(_("what you did"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("task by hand")
        verbose_name_plural = _("tasks by hand")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["removal", "use"], name="hand_task_once"),
            models.CheckConstraint(
                condition=Q(done_at=None) | (Q(done_by__isnull=False) & ~Q(note="")),
                name="done_hand_task_says_by_whom_and_what",
            ),
        ]

    def __str__(self) -> str:
        return self.get_use_display()
