"""What was sent along with a message between an applicant and the team."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from files.models import StoredFile

from .screening import Note


class MessageFile(models.Model):
    """One file of a message. Its sender is who wrote the message."""

    note = models.ForeignKey(Note, models.PROTECT, related_name="files")
    stored = models.OneToOneField(StoredFile, models.PROTECT, related_name="message_file")

    class Meta:
        verbose_name = _("file of a message")
        verbose_name_plural = _("files of messages")
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.note_id} {self.stored_id}"
