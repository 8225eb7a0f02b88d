"""What officers say about an application: changes asked for, findings, more time, notes."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .application import Application


class ChangeRequest(models.Model):
    """An officer asks for better answers to named questions; only those reopen."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="change_requests")
    keys = ArrayField(models.SlugField(max_length=40), verbose_name=_("questions"))
    message = models.TextField(_("message to the applicant"))
    due_at = models.DateTimeField(_("answer by"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("change request")
        verbose_name_plural = _("change requests")
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(answered_at=None),
                name="one_open_change_request",
            )
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {', '.join(self.keys)}"


class Screening(models.Model):
    """What screening found, with the words the applicant reads."""

    application = models.OneToOneField(Application, models.CASCADE, related_name="screening")
    eligible = models.BooleanField(_("can go on"))
    reason = models.TextField(_("reason in plain words"), blank=True)
    way_on = models.TextField(_("where to go instead"), blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("screening")
        verbose_name_plural = _("screenings")
        constraints = [
            models.CheckConstraint(
                condition=Q(eligible=True) | (~Q(reason="") & ~Q(way_on="")),
                name="ineligible_has_reason_and_way_on",
            )
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.eligible}"


class Extension(models.Model):
    """More time for one application, granted by a person with a reason."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="extensions")
    until = models.DateTimeField(_("until"))
    reason = models.TextField(_("reason"))
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    granted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("extension")
        verbose_name_plural = _("extensions")

    def __str__(self) -> str:
        return f"{self.application_id} until {self.until:%Y-%m-%d %H:%M}"


class Note(models.Model):
    """A note about an application, for a named audience.

    Those that the applicant reads too are a thread, which the applicant answers: `read_by` is who
    of the other side saw it first.
    """

    class Audience(models.TextChoices):
        TEAM = "team", _("The programme team only")
        APPLICANT = "applicant", _("The applicant and the team")

    application = models.ForeignKey(Application, models.CASCADE, related_name="notes")
    audience = models.CharField(
        _("who can read it"), max_length=10, choices=Audience, default=Audience.TEAM
    )
    text = models.TextField(_("note"))
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    from_applicant = models.BooleanField(default=False, db_default=False, editable=False)
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        editable=False,
    )
    read_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering = ["-written_at"]
        indexes = [
            models.Index(
                fields=["application"],
                condition=Q(audience="applicant", read_at=None),
                name="note_nobody_read",
            )
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.written_at:%Y-%m-%d}"

    @property
    def is_from_team(self) -> bool:
        return not self.from_applicant

    @property
    def is_new_to_applicant(self) -> bool:
        return self.read_at is None and not self.from_applicant

    @property
    def is_new_to_team(self) -> bool:
        return self.read_at is None and self.from_applicant
