"""The kinds of files the house takes: named sets of content types, each with its limit."""

import mimetypes
from collections.abc import Mapping
from types import MappingProxyType

MEGABYTE = 1024 * 1024
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
ODT = "application/vnd.oasis.opendocument.text"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
ODP = "application/vnd.oasis.opendocument.presentation"
PDF = "application/pdf"
HEIC = "image/heic"

Kinds = Mapping[str, str]
"""Content type → the ending its stored name gets."""

OFFICE: Kinds = MappingProxyType(
    {DOCX: ".docx", ODT: ".odt", XLSX: ".xlsx", ODS: ".ods", PPTX: ".pptx", ODP: ".odp"}
)
DOCUMENTS: Kinds = MappingProxyType({PDF: ".pdf", **OFFICE})
PICTURES: Kinds = MappingProxyType(
    {"image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp", HEIC: ".heic"}
)
SOUND: Kinds = MappingProxyType(
    {
        "audio/mpeg": ".mp3",
        "audio/mp4": ".m4a",
        "audio/ogg": ".ogg",
        "audio/wav": ".wav",
        "audio/webm": ".webm",
    }
)
FILM: Kinds = MappingProxyType(
    {
        "video/mp4": ".mp4",
        "video/quicktime": ".mov",
        "video/webm": ".webm",
        "video/3gpp": ".3gp",
    }
)
EVERY_KIND: Kinds = MappingProxyType({**DOCUMENTS, **PICTURES, **SOUND, **FILM})

SETS: Mapping[str, Kinds] = MappingProxyType(
    {"documents": DOCUMENTS, "pictures": PICTURES, "sound": SOUND, "film": FILM}
)
"""The names under which a page asks for them."""

LARGEST = MappingProxyType(
    {
        "documents": 20 * MEGABYTE,
        "pictures": 25 * MEGABYTE,
        "sound": 25 * MEGABYTE,
        "film": 100 * MEGABYTE,
    }
)
"""Bytes at most, for each set."""


def named(*sets: str) -> Kinds:
    """The kinds of these named sets together. KeyError for a name that is none."""
    return {kind: ending for name in sets for kind, ending in SETS[name].items()}


def largest(content_type: str) -> int:
    """Bytes that a file of this type may have."""
    return next(LARGEST[name] for name, kinds in SETS.items() if content_type in kinds)


def largest_of(allowed: Kinds, name: str = "") -> int:
    """Bytes that a file of these kinds may have; fewer where its `name` says what it should be."""
    said = mimetypes.guess_type(name)[0] or ""
    return largest(said) if said in allowed else max(largest(each) for each in allowed)


def kinds_in_words(allowed: Kinds = DOCUMENTS) -> list[str]:
    """The endings as people know them, each once: PDF, DOCX …"""
    return list(dict.fromkeys(each.removeprefix(".").upper() for each in allowed.values()))


def accept(allowed: Kinds) -> str:
    """For a file input: what the device offers to choose. A help, never the check."""
    return ",".join(dict.fromkeys([*allowed, *allowed.values()]))
