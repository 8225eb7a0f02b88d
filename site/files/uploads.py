"""Uploads that come in parts and can go on after the network was lost.

Each part is an object of its own in the private storage, so that any web process can take the next.
"""

import secrets
import tempfile
from collections.abc import Iterable, Iterator
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User

from . import kinds, names
from .actions import store
from .models import Upload, UploadPart
from .refusals import refuse
from .storage import private

MOST_AT_ONCE = 30
MOST_BYTES = 300 * kinds.MEGABYTE
"""What one person may have on its way at the same time."""
IN_MEMORY = 5 * kinds.MEGABYTE


class WrongPlace(Exception):
    """The bytes do not follow on what we have; `received` says how much that is."""

    def __init__(self, received: int) -> None:
        self.received = received


class TooMany(Exception):
    """This person has too much on its way; the sentence says what to do."""


@transaction.atomic
def begin(*, name: str, size: int, sets: list[str], by: User) -> Upload:
    """Expect a file of `size` bytes of the kinds in these named `sets`.

    Raises ValidationError for a size that no such file may have, and TooMany.
    """
    shown = names.said(name)
    if size < 1:
        refuse(_("“%(name)s” is empty. Choose another file."), name=shown)
    most = kinds.largest_of(kinds.named(*sets), shown)
    if size > most:
        refuse(
            _("“%(name)s” is too large. Files can be up to %(most)s MB."),
            name=shown,
            most=most // kinds.MEGABYTE,
        )
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    open_now = Upload.objects.filter(owner=by, stored=None, refusal="")
    open_now = open_now.filter(expires_at__gt=timezone.now())
    bytes_now = open_now.aggregate(Sum("size"))["size__sum"] or 0
    if open_now.count() >= MOST_AT_ONCE or bytes_now + size > MOST_BYTES:
        raise TooMany(_("Too many files at once. Wait until some have arrived."))
    return Upload.objects.create(owner=by, name=shown, size=size, kinds=" ".join(sets))


def receive(upload: Upload, *, at: int, chunks: Iterable[bytes]) -> int:
    """Keep what follows on the first `at` bytes. Returns how many bytes are here then.

    What came before the network was lost stays. Raises WrongPlace when `at` is not where we are.
    """
    if at != upload.received:
        raise WrongPlace(upload.received)
    for chunk in chunks:
        path = f"parts/{upload.public_id}-{at:012d}-{secrets.token_hex(4)}"
        path = private().save(path, ContentFile(chunk))
        try:
            at = _add_part(upload, at=at, size=len(chunk), path=path)
        except WrongPlace:
            private().delete(path)
            raise
    return at


@transaction.atomic
def _add_part(upload: Upload, *, at: int, size: int, path: str) -> int:
    held = Upload.objects.select_for_update().filter(pk=upload.pk).first()
    if held is None or held.is_over or held.received != at or at + size > held.size:
        raise WrongPlace(held.received if held else 0)
    UploadPart.objects.create(upload=held, offset=at, size=size, path=path)
    held.received = at + size
    held.save(update_fields=["received"])
    return held.received


def finish(upload: Upload) -> Upload:
    """Join the parts and take the file in; what is wrong with it stands in `refusal`.

    A second call, or one after a crash, has the same result.
    """
    with transaction.atomic():
        held = (
            Upload.objects.select_for_update(of=["self"])
            .select_related("owner", "stored")
            .get(pk=upload.pk)
        )
        if held.received == held.size and not held.is_over:
            with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as whole:
                _join(held, whole)
                _take_in(held, File(whole, name=held.name))
    if held.is_over:
        _forget_parts(held)
    return held


def _join(upload: Upload, whole) -> None:
    for part in upload.parts.all():
        with private().open(part.path) as stream:
            for chunk in stream.chunks():
                whole.write(chunk)
    whole.seek(0)


def _take_in(upload: Upload, whole: File) -> None:
    allowed = kinds.named(*upload.kinds.split())
    try:
        with transaction.atomic():
            upload.stored = store(whole, by=upload.owner, allowed=allowed)
    except ValidationError as refused:
        upload.refusal = " ".join(refused.messages)
    upload.save(update_fields=["stored", "refusal"])


def drop(upload: Upload) -> None:
    """Forget an upload and its parts; a file that was taken in already stays."""
    _forget_parts(upload)
    upload.delete()


def _forget_parts(upload: Upload) -> None:
    for part in upload.parts.all():
        private().delete(part.path)
        part.delete()


def forget_old(*, before: datetime) -> int:
    """Drop uploads whose day is over. Returns how many."""
    count = 0
    for upload in _old(before):
        drop(upload)
        count += 1
    return count


def _old(before: datetime) -> Iterator[Upload]:
    return Upload.objects.filter(expires_at__lt=before).iterator()
