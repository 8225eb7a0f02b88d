"""Reminders of drafts before their last day, and who wants none."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from applications.journey.models import Application


class Ahead(models.IntegerChoices):
    """How many days before the last moment a reminder goes out; the value is the days."""

    WEEK = 7, _("A week before")
    TWO_DAYS = 2, _("Two days before")
    LAST_DAY = 1, _("On the last day")

    @property
    def starts(self) -> timedelta:
        return timedelta(days=self.value)

    @property
    def ends(self) -> timedelta:
        """When the next reminder takes over: nobody gets two at once."""
        return max((each.starts for each in Ahead if each < self), default=timedelta())


class Reminder(models.Model):
    """One reminder to one person about one draft and one last day. PostgreSQL keeps it single."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="reminders")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    ahead = models.PositiveSmallIntegerField(_("how far ahead"), choices=Ahead)
    due_on = models.DateField(_("last day"))
    sent_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        constraints = [
            models.UniqueConstraint(
                fields=["application", "user", "ahead", "due_on"], name="reminder_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.due_on} -{self.ahead}"


class NoReminders(models.Model):
    """Somebody wants no reminders of one draft, or of any."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    application = models.ForeignKey(Application, models.CASCADE, null=True, related_name="+")
    said_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("no reminders")
        verbose_name_plural = _("no reminders")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "application"], nulls_distinct=False, name="no_reminders_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.application_id or 'all'}"


class SpokenReminder(models.Model):
    """An officer reminded somebody who likes a call or a message better than e-mail, once for each
    last moment."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="spoken_reminders")
    until = models.DateTimeField(_("last moment"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("spoken reminder")
        verbose_name_plural = _("spoken reminders")
        constraints = [
            models.UniqueConstraint(fields=["application", "until"], name="spoken_reminder_once")
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.until:%Y-%m-%d}"
