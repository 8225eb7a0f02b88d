"""What an uploaded file really is, read from its content and never from its name."""

import hashlib
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import pylibmagic  # noqa: F401  # first: it brings the libmagic that the next line looks for

# isort: split
import magic
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

MEGABYTE = 1024 * 1024
SNIFFED_BYTES = 8192
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"

DOCUMENTS: Mapping[str, str] = MappingProxyType(
    {
        "application/pdf": ".pdf",
        DOCX: ".docx",
        ODT: ".odt",
        "image/jpeg": ".jpg",
        "image/png": ".png",
    }
)
"""Content type → the ending its stored name gets."""

DOCX_MAIN_PART = f"{DOCX}.main+xml".encode()
ZIP_LIKE = frozenset({"application/zip", "application/octet-stream", DOCX, ODT})
INDEX_BYTES = 256 * 1024


@dataclass(frozen=True)
class CheckedFile:
    """What was found out about an upload. `size` is in bytes, `ending` includes its dot."""

    name: str
    content_type: str
    ending: str
    size: int
    sha256: str


def checked(
    upload: UploadedFile,
    *,
    allowed: Mapping[str, str] = DOCUMENTS,
    largest: int = 20 * MEGABYTE,
) -> CheckedFile:
    """Read `upload` once and say what it is.

    Raises ValidationError, naming the file and the reason, when it is empty, larger than
    `largest` bytes or none of `allowed`.
    """
    name = (upload.name or _("file"))[-200:]
    if not upload.size:
        raise ValidationError(_("“%(name)s” is empty. Choose another file.") % {"name": name})
    if upload.size > largest:
        raise ValidationError(
            _("“%(name)s” is too large (%(size)s). Files can be up to %(largest)s.")
            % {
                "name": name,
                "size": filesizeformat(upload.size),
                "largest": filesizeformat(largest),
            }
        )
    content_type = content_type_of(upload)
    if content_type not in allowed:
        raise ValidationError(
            _("“%(name)s” is not a kind of file we can open. Send one of these: %(kinds)s.")
            % {"name": name, "kinds": _(", ").join(kinds_in_words(allowed))}
        )
    return CheckedFile(
        name=name,
        content_type=content_type,
        ending=allowed[content_type],
        size=upload.size,
        sha256=fingerprint(upload),
    )


def kinds_in_words(allowed: Mapping[str, str] = DOCUMENTS) -> list[str]:
    """The endings as people know them: PDF, DOCX …"""
    return [ending.removeprefix(".").upper() for ending in allowed.values()]


def content_type_of(upload: UploadedFile) -> str:
    """The type by content. Office documents are zip archives: their index decides."""
    upload.seek(0)
    found = magic.from_buffer(upload.read(SNIFFED_BYTES), mime=True)
    if found in ZIP_LIKE:
        found = _office_type(upload) or "application/zip"
    upload.seek(0)
    return found


def _office_type(upload: UploadedFile) -> str:
    """DOCX or ODT by the archive's own index; empty for other archives and for macros."""
    upload.seek(0)
    try:
        with zipfile.ZipFile(upload) as archive:
            names = set(archive.namelist())
            if any(name.endswith("vbaProject.bin") for name in names):
                return ""
            if "mimetype" in names and _start(archive, "mimetype") == ODT.encode():
                return ODT
            if "word/document.xml" in names and DOCX_MAIN_PART in _start(
                archive, "[Content_Types].xml"
            ):
                return DOCX
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, OSError):
        return ""
    return ""


def _start(archive: zipfile.ZipFile, name: str) -> bytes:
    """The first part of a member; a bomb is never unpacked further."""
    with archive.open(name) as member:
        return member.read(INDEX_BYTES)


def fingerprint(upload: UploadedFile) -> str:
    """SHA-256 of the whole content, in hexadecimal."""
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    return digest.hexdigest()
