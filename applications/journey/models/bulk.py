"""What an officer does with many applications at once, kept so that it can be taken back."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .application import Application


class Batch(models.Model):
    """One deed for many applications: who did it, and what it changed, for undoing it."""

    class Deed(models.TextChoices):
        ASSIGN = "assign", _("Say who reads them")
        ELIGIBLE = "eligible", _("They go on")
        INELIGIBLE = "ineligible", _("Not for this call")
        NOTE = "note", _("Write a note for the team")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    deed = models.CharField(max_length=10, choices=Deed)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    total = models.PositiveIntegerField(default=0)
    before = models.JSONField(default=list)
    """For each application that changed its reader: its key, the reader before and after."""
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("batch")
        verbose_name_plural = _("batches")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["by", "-id"], name="batch_of_person")]

    def __str__(self) -> str:
        return f"{self.deed} {self.at:%Y-%m-%d %H:%M}"


class PlannedFinding(models.Model):
    """A finding that waits a little before it counts and the applicant is told.

    The road has no way back from a finding: the time to take it back comes before it.
    """

    application = models.OneToOneField(Application, models.CASCADE, related_name="planned")
    batch = models.ForeignKey(Batch, models.CASCADE, related_name="plans")
    eligible = models.BooleanField(_("can go on"))
    reason = models.TextField(_("reason in plain words"), blank=True)
    way_on = models.TextField(_("where to go instead"), blank=True)
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    due_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("planned finding")
        verbose_name_plural = _("planned findings")
        constraints = [
            models.CheckConstraint(
                condition=Q(eligible=True) | (~Q(reason="") & ~Q(way_on="")),
                name="planned_ineligible_has_reason_and_way_on",
            )
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.eligible}"
