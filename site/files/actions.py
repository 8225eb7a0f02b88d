"""What happens to files: taken in, scanned, kept, forgotten."""

from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import File
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

import audit.record
from accounts.models import User
from notifications.queue import queue

from . import clamd, emails
from .checks import SENDABLE, checked
from .kinds import Kinds
from .models import Scan, Scanned, StoredFile
from .tasks import scan


@transaction.atomic
def store(
    upload: File, *, by: User, allowed: Kinds = SENDABLE, largest: int | None = None
) -> StoredFile:
    """Take a file in and let it be scanned. Raises ValidationError, with its name and the reason.

    It goes again after a day unless a room says `keep`.
    """
    found = checked(upload, allowed=allowed, largest=largest)
    stored = StoredFile(
        owner=by,
        name=found.name,
        content_type=found.content_type,
        size=found.size,
        sha256=found.sha256,
        seconds=found.seconds,
    )
    stored.file.save(f"file{found.ending}", found.content, save=False)
    try:
        stored.save()
    except Exception:
        stored.file.delete(save=False)
        raise
    scan_soon(stored)
    return stored


def scan_soon(record: Scanned) -> None:
    """Close `record` to others until the worker has had it scanned. Nothing without a scanner."""
    if not clamd.is_on():
        return
    record.scan = Scan.WAITING
    record.save(update_fields=["scan"])
    queue_scan(record)


def queue_scan(record: Scanned) -> None:
    kind = ContentType.objects.get_for_model(record)
    once = f"scan-{kind.pk}-{record.pk}"
    queue(scan, once=once, content_type_id=kind.pk, record_id=record.pk)


def have_scanned(record: Scanned, *, by: User) -> None:
    """Ask the scanner about `record` and do what its answer asks for; twice is harmless.

    Raises ScannerFailed when the scanner is away: the file stays closed.
    """
    if record.scan == Scan.WAITING:
        with record.file.storage.open(record.path) as stream:
            virus = clamd.virus_in(stream)
        record = note_verdict(record, virus=virus, by=by)
    if record.scan == Scan.INFECTED:
        record.file.storage.delete(record.path)


@transaction.atomic
def note_verdict(record: Scanned, *, virus: str, by: User) -> Scanned:
    """Write down what the scanner found; the sender of a file with a virus is told."""
    held = type(record)._base_manager.select_for_update().get(pk=record.pk)
    if held.scan != Scan.WAITING:
        return held
    held.scan = Scan.INFECTED if virus else Scan.CLEAN
    held.finding, held.scanned_at = virus[:200], timezone.now()
    held.save(update_fields=["scan", "finding", "scanned_at"])
    if virus:
        audit.record.record("files.infected", held, by=by, virus=held.finding)
        emails.tell_infected(held)
    return held


@transaction.atomic
def keep(stored: StoredFile) -> None:
    """A record of some room holds the file from now on; that room records who did what."""
    if stored.kept_at is None:
        stored.kept_at = timezone.now()
        stored.save(update_fields=["kept_at"])


def let_go(files: QuerySet[StoredFile]) -> None:
    """No record holds these files any more; they go with the next that nobody took up."""
    files.update(kept_at=None)


def forget_unkept(*, before: datetime) -> int:
    """Delete files that no record took up. Returns how many."""
    gone = list(StoredFile.objects.filter(kept_at=None, stored_at__lt=before))
    for stored in gone:
        stored.file.storage.delete(stored.path)
        stored.delete()
    return len(gone)
