"""What was sent, each time it was sent, and the copy of it that the applicant keeps."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from files.storage import private

from .application import Application


def receipt_path(receipt: "Receipt", filename: str) -> str:
    """A name that tells nothing."""
    return f"receipts/{receipt.public_id}.pdf"


class Receipt(models.Model):
    """One sending of an application. Sent again after changes, it gets another; all are kept.

    `answers` says which version of each answer was sent: `{key: version}`. The worker writes the
    PDF; from then on a trigger lets nothing of the row change.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    application = models.ForeignKey(Application, models.CASCADE, related_name="receipts")
    number = models.PositiveSmallIntegerField(_("number"))
    language = models.CharField(_("language"), max_length=10)
    answers = models.JSONField(default=dict)
    next_words = models.TextField(_("what happens next"))
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(default=timezone.now)
    file = models.FileField(
        _("file"), storage=private, upload_to=receipt_path, max_length=200, blank=True
    )
    size = models.PositiveIntegerField(_("size (bytes)"), null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField(null=True, blank=True)
    letter_waits = models.BooleanField(default=True, db_default=False, editable=False)
    """The worker has not yet written the letter that says so: this row is the letter's queue."""

    class Meta:
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")
        ordering = ["number"]
        indexes = [
            models.Index(
                fields=["id"], condition=Q(letter_waits=True), name="receipt_letter_waits"
            ),
            models.Index(fields=["id"], condition=Q(made_at=None), name="receipt_to_print"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["application", "number"], name="receipt_number_once"),
            models.CheckConstraint(
                condition=Q(made_at=None, file="", sha256="", size=None)
                | (Q(made_at__isnull=False, size__gt=0) & ~Q(file="") & ~Q(sha256="")),
                name="receipt_is_made_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} receipt {self.number}"

    @property
    def file_name(self) -> str:
        """What the file is called on the applicant's own device."""
        return f"{self.application.reference}-{self.number}.pdf"
