"""The one intake of every upload: what a file really is, by its content and never by its name.

What can be made harmless is: pictures are drawn anew, PDF files written anew. What cannot is
refused with its name and the reason.
"""

import hashlib
from dataclasses import dataclass, field

import pylibmagic  # noqa: F401  # first: it brings the libmagic that the next line looks for

# isort: split
import magic
from django.core.files.base import File
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from . import archives, names, pdfs, pictures, recordings
from .kinds import DOCUMENTS, FILM, OFFICE, PDF, PICTURES, SOUND, Kinds, kinds_in_words
from .kinds import largest as usual_limit
from .refusals import refuse

SNIFFED_BYTES = 8192
ZIP_LIKE = frozenset({"application/zip", "application/octet-stream", *OFFICE})
ALIASES = {
    "application/ogg": "audio/ogg",
    "audio/vnd.wave": "audio/wav",
    "audio/x-m4a": "audio/mp4",
    "audio/x-wav": "audio/wav",
    "image/heif": "image/heic",
    "video/x-m4v": "video/mp4",
}
SENDABLE: Kinds = {**DOCUMENTS, **PICTURES}
"""What can stand for a document: one, or a picture of it."""


@dataclass(frozen=True)
class CheckedFile:
    """What was found out about an upload, and the `content` to keep of it.

    `name` is the one to show, `ending` includes its dot, `size` is in bytes and, like `sha256`,
    of what is kept; `seconds` is the length of a recording, None for others or where unknown.
    """

    name: str
    content_type: str
    ending: str
    size: int
    sha256: str
    seconds: float | None = None
    content: File = field(default_factory=lambda: File(None), compare=False, repr=False)


def checked(upload: File, *, allowed: Kinds = SENDABLE, largest: int | None = None) -> CheckedFile:
    """Say what `upload` is and make it harmless.

    `largest` (bytes) takes the place of the kind's own limit. Raises ValidationError, naming the
    file and the reason, for an empty file, one over the limit, none of `allowed`, a broken or
    locked one, and one that could do harm.
    """
    name = names.said(upload.name)
    if not upload.size:
        refuse(_("“%(name)s” is empty. Choose another file."), name=name)
    found = content_type_of(upload)
    if found not in allowed:
        refuse(
            _("“%(name)s” is not a kind of file we can open. Send one of these: %(kinds)s."),
            name=name,
            kinds=_(", ").join(kinds_in_words(allowed)),
        )
    _refuse_large(upload, largest or usual_limit(found), name)
    content, kept_type, seconds = _made_harmless(upload, found, name)
    upload.seek(0)
    ending = {**allowed, **PICTURES}[kept_type]
    return CheckedFile(
        name=names.shown(upload.name, ending),
        content_type=kept_type,
        ending=ending,
        size=content.size,
        sha256=fingerprint(content),
        seconds=seconds,
        content=content,
    )


def _refuse_large(upload: File, largest: int, name: str) -> None:
    if upload.size > largest:
        refuse(
            _("“%(name)s” is too large (%(size)s). Files can be up to %(largest)s."),
            name=name,
            size=filesizeformat(upload.size),
            largest=filesizeformat(largest),
        )


def _made_harmless(upload: File, found: str, name: str) -> tuple[File, str, float | None]:
    """What to keep, its type, and how long a recording is."""
    if found in PICTURES:
        return *pictures.redrawn(upload, found, name=name), None
    if found == PDF:
        return pdfs.defused(upload, name=name), found, None
    if found in OFFICE:
        archives.check_office(upload, name=name)
        return upload, found, None
    seconds = recordings.seconds(upload, found, name=name)
    return recordings.without_places(upload, found, name=name), found, seconds


def content_type_of(upload: File) -> str:
    """The type by content. Office documents and recordings are boxes: what is in them decides."""
    upload.seek(0)
    start = upload.read(SNIFFED_BYTES)
    found = magic.from_buffer(start, mime=True)
    found = ALIASES.get(found, found)
    if found == PDF and not start.startswith(b"%PDF-"):
        found = "application/octet-stream"
    if start.startswith(b"ID3"):
        found = "audio/mpeg"
    elif found in ZIP_LIKE:
        found = archives.office_type(upload) or "application/zip"
    elif found in SOUND or found in FILM:
        found = recordings.exact_type(upload, found)
    upload.seek(0)
    return found


def fingerprint(upload: File) -> str:
    """SHA-256 of the whole content, in hexadecimal."""
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    return digest.hexdigest()
