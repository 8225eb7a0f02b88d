"""What officers check on each application of a call, and which applications are the same."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from applications.calls.models import Call

from .application import Application


class ChecklistItem(models.Model):
    """Something that an officer checks on each application of a call. The team alone sees it."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="checklist")
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    text = models.CharField(_("what to check"), max_length=200)
    required = models.BooleanField(_("must be ticked before it goes on"), default=False)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("item of a checklist")
        verbose_name_plural = _("items of checklists")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text


class Tick(models.Model):
    """Somebody checked an item on an application."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="ticks")
    item = models.ForeignKey(ChecklistItem, models.PROTECT, related_name="ticks")
    ticked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ticked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("tick")
        verbose_name_plural = _("ticks")
        constraints = [models.UniqueConstraint(fields=["application", "item"], name="tick_once")]

    def __str__(self) -> str:
        return f"{self.application_id} {self.item_id}"


class NotDuplicate(models.Model):
    """Somebody looked at two applications that seem the same, and they are not."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="+")
    other = models.ForeignKey(Application, models.CASCADE, related_name="+")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("two that are not the same")
        verbose_name_plural = _("two that are not the same")
        constraints = [
            models.UniqueConstraint(fields=["application", "other"], name="not_duplicate_once"),
            models.CheckConstraint(
                condition=Q(application__lt=F("other")), name="not_duplicate_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.other_id}"
