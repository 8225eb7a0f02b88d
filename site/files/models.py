"""Files that people sent, and uploads that are still on their way."""

import uuid
from datetime import datetime, timedelta
from pathlib import PurePosixPath

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User

from .storage import private

UPLOAD_LIVES = timedelta(days=1)


class Scan(models.TextChoices):
    """What the virus scanner said. Without a scanner a file is not scanned, and says so."""

    OFF = "off", _("Not scanned for viruses")
    WAITING = "waiting", _("Being checked for viruses")
    CLEAN = "clean", _("No virus found")
    INFECTED = "infected", _("Had a virus and was deleted")


class Scanned(models.Model):
    """A record with a `file` that others may open only when the scanner found it clean."""

    file: models.FileField
    scan = models.CharField(
        _("virus scan"),
        max_length=10,
        choices=Scan,
        default=Scan.OFF,
        db_default=Scan.OFF,
        editable=False,
    )
    scanned_at = models.DateTimeField(null=True, blank=True, editable=False)
    finding = models.CharField(
        _("virus found"), max_length=200, default="", db_default="", blank=True, editable=False
    )

    class Meta:
        abstract = True

    @property
    def path(self) -> str:
        """Where the storage has it."""
        return self.file.name or ""

    @property
    def is_open(self) -> bool:
        """Whether people other than its sender may open it."""
        return self.scan in (Scan.OFF, Scan.CLEAN)

    @property
    def sent_by(self) -> User:
        raise NotImplementedError

    @property
    def sent_name(self) -> str:
        """What its sender calls the file."""
        raise NotImplementedError


def kept_path(stored: "StoredFile", filename: str) -> str:
    """A name that tells nothing; its ending comes from the content."""
    return f"kept/{stored.public_id}{PurePosixPath(filename).suffix}"


class StoredFile(Scanned):
    """A file that passed the intake. A room that uses it sets `kept_at`; others go after a day."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    file = models.FileField(_("file"), storage=private, upload_to=kept_path, max_length=200)
    name = models.CharField(_("file name"), max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField(_("size (bytes)"))
    sha256 = models.CharField(max_length=64)
    seconds = models.FloatField(_("length (seconds)"), null=True, blank=True)
    stored_at = models.DateTimeField(default=timezone.now, editable=False)
    kept_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        indexes = [
            models.Index(fields=["stored_at"], condition=Q(kept_at=None), name="file_not_kept"),
            models.Index(
                fields=["stored_at"], condition=Q(scan=Scan.WAITING), name="file_waits_for_scan"
            ),
            models.Index(fields=["id"], condition=Q(scan=Scan.INFECTED), name="file_had_a_virus"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(scan__in=Scan.values), name="file_scan_is_known")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def audit_label(self) -> str:
        return f"File {self.pk}"

    @property
    def sent_by(self) -> User:
        return self.owner

    @property
    def sent_name(self) -> str:
        return self.name

    @property
    def kind(self) -> str:
        """A short word people know, such as PDF."""
        return PurePosixPath(self.name).suffix.removeprefix(".").upper()


def in_a_day() -> datetime:
    return timezone.now() + UPLOAD_LIVES


class Upload(models.Model):
    """A file on its way, in parts; it can go on from where the network broke off."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(max_length=200)
    kinds = models.CharField(max_length=60)
    size = models.PositiveBigIntegerField(_("size (bytes)"))
    received = models.PositiveBigIntegerField(default=0)
    begun_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField(default=in_a_day, editable=False)
    stored = models.OneToOneField(StoredFile, models.CASCADE, null=True, blank=True)
    refusal = models.TextField(blank=True)

    class Meta:
        verbose_name = _("upload")
        verbose_name_plural = _("uploads")
        indexes = [models.Index(fields=["owner", "expires_at"], name="upload_of_owner")]
        constraints = [
            models.CheckConstraint(
                condition=Q(received__lte=F("size")), name="upload_no_more_than_its_size"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_over(self) -> bool:
        """It was taken or refused: nothing more happens to it."""
        return self.stored_id is not None or self.refusal != ""


class UploadPart(models.Model):
    """Some bytes of an upload, as one object in the private storage."""

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="parts")
    offset = models.PositiveBigIntegerField()
    size = models.PositiveBigIntegerField()
    path = models.CharField(max_length=200)

    class Meta:
        verbose_name = _("part of an upload")
        verbose_name_plural = _("parts of uploads")
        ordering = ["offset"]
        constraints = [
            models.UniqueConstraint(fields=["upload", "offset"], name="upload_part_once")
        ]

    def __str__(self) -> str:
        return f"{self.upload_id} {self.offset}"


def scanned_models() -> list[type[Scanned]]:
    """Every kind of record whose files are scanned."""
    return [each for each in apps.get_models() if issubclass(each, Scanned)]
