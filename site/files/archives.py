"""Office documents are zip archives. Their index and the parts that can do harm are looked at."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from defusedxml import DefusedXmlException, ElementTree
from django.utils.translation import gettext as _

from .kinds import DOCX, MEGABYTE, ODP, ODS, ODT, PPTX, XLSX
from .refusals import refuse

INDEX_BYTES = 256 * 1024
MOST_PARTS = 5000
MOST_UNPACKED = 200 * MEGABYTE
MOST_RATIO = 200
"""How many bytes one packed byte may become, where a part is over a megabyte."""
LARGEST_LIST = 2 * MEGABYTE

OPEN_DOCUMENTS = {each.encode(): each for each in (ODT, ODS, ODP)}
MAIN_PARTS = {
    "word/document.xml": DOCX,
    "xl/workbook.xml": XLSX,
    "ppt/presentation.xml": PPTX,
}
MACROS = ("vbaproject.bin", "vbadata.xml", "xl/macrosheets/", "/activex/", "basic/", "scripts/")
UNREADABLE = (
    zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, OSError, ValueError, EOFError,
    zlib.error,
)  # fmt: skip


@contextmanager
def opened(stream: IO[bytes]) -> Iterator[zipfile.ZipFile]:
    stream.seek(0)
    with zipfile.ZipFile(stream) as archive:
        yield archive


def office_type(stream: IO[bytes]) -> str:
    """Which office document the archive is, by its own index; empty for other archives."""
    try:
        with opened(stream) as archive:
            names = set(archive.namelist())
            if "mimetype" in names:
                return OPEN_DOCUMENTS.get(_start(archive, "mimetype").strip(), "")
            if "[Content_Types].xml" not in names:
                return ""
            index = _start(archive, "[Content_Types].xml")
            for part, kind in MAIN_PARTS.items():
                if part in names and f"{kind}.main+xml".encode() in index:
                    return kind
    except UNREADABLE:
        return ""
    return ""


def _start(archive: zipfile.ZipFile, name: str) -> bytes:
    """The first part of a member; a bomb is never unpacked further."""
    with archive.open(name) as member:
        return member.read(INDEX_BYTES)


def check_office(stream: IO[bytes], *, name: str) -> None:
    """Raise ValidationError when the document is locked, unpacks to too much, has macros, loads
    parts from elsewhere, or is another file at the same time."""
    try:
        with opened(stream) as archive:
            parts = archive.infolist()
            _refuse_other_files(archive, parts, name)
            _refuse_bombs(parts, name)
            _refuse_macros(parts, name)
            _refuse_links(archive, parts, name)
    except UNREADABLE:
        refuse(_("“%(name)s” is broken. Save it again."), name=name)


def _refuse_other_files(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo], name: str) -> None:
    """The archive is the whole file: nothing before it, nothing after, no part twice or outside."""
    names = [each.filename for each in parts]
    strange = [each for each in names if each.startswith("/") or ".." in each.split("/")]
    around = archive.comment or min(each.header_offset for each in parts)
    if around or strange or len(set(names)) != len(names):
        refuse(_("“%(name)s” is not a plain document. Save it as PDF."), name=name)
    if any(each.flag_bits & 1 for each in parts):
        refuse(
            _("“%(name)s” is locked with a password. Save it without one and send it again."),
            name=name,
        )


def _refuse_bombs(parts: list[zipfile.ZipInfo], name: str) -> None:
    unpacked = sum(each.file_size for each in parts)
    packed = any(
        each.file_size > MEGABYTE and each.file_size > MOST_RATIO * max(each.compress_size, 1)
        for each in parts
    )
    if packed or unpacked > MOST_UNPACKED or len(parts) > MOST_PARTS:
        refuse(_("“%(name)s” unpacks to far too much. Save it as PDF."), name=name)


def _refuse_macros(parts: list[zipfile.ZipInfo], name: str) -> None:
    for each in parts:
        part = each.filename.lower()
        carried = "/embeddings/" in part and part.endswith(".bin")
        if carried or part.startswith(MACROS) or any(macro in part for macro in MACROS[:4]):
            refuse(_("“%(name)s” has small programs inside (macros). Save it as PDF."), name=name)


def _refuse_links(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo], name: str) -> None:
    """Links that a reader clicks may stay; parts that load by themselves from elsewhere may not."""
    for each in parts:
        if each.filename.endswith(".rels") and _loads_from_elsewhere(archive, each):
            refuse(_("“%(name)s” loads parts from another place. Save it as PDF."), name=name)


def _loads_from_elsewhere(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    if part.file_size > LARGEST_LIST:
        return True
    try:
        relations = ElementTree.fromstring(archive.read(part))
    except (ElementTree.ParseError, DefusedXmlException):
        return True
    return any(
        each.get("TargetMode", "").lower() == "external"
        and not each.get("Type", "").endswith("/hyperlink")
        for each in relations.iter()
    )
