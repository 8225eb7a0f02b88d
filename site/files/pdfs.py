"""PDF files are written anew without anything that acts by itself."""

import io
from typing import IO, BinaryIO, cast

import pikepdf
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from .kinds import MEGABYTE
from .refusals import refuse

MOST_PAGES = 200
MOST_OBJECTS = 100_000
UNPACKED = 64 * MEGABYTE
"""Bytes that one packed part of a PDF may become while we look at it."""

DROPPED = frozenset(
    [
        "/AA",
        "/AF",
        "/EF",
        "/EmbeddedFiles",
        "/JS",
        "/JavaScript",
        "/OpenAction",
        "/RichMediaContent",
        "/XFA",
    ]
)
"""What starts by itself, runs a script or carries other files (ISO 32000-2, 12.6 and 7.11.4)."""
ACTS = frozenset(
    [
        "/GoToE",
        "/GoToR",
        "/ImportData",
        "/JavaScript",
        "/Launch",
        "/Movie",
        "/Rendition",
        "/RichMediaExecute",
        "/Sound",
        "/SubmitForm",
    ]
)
"""Actions of a link or a button that reach outside the page. A link to a web page may stay."""
CARRIERS = frozenset(["/3D", "/FileAttachment", "/Movie", "/RichMedia", "/Screen", "/Sound"])

pikepdf.settings.set_qpdf_limits(flate_max_memory=UNPACKED, run_length_max_memory=UNPACKED)


def defused(stream: IO[bytes], *, name: str) -> ContentFile:
    """The same pages, written anew: no scripts, no actions, no files inside, nothing around it.

    Raises ValidationError for a PDF that is locked, broken or too long.
    """
    stream.seek(0)
    try:
        with pikepdf.open(cast(BinaryIO, stream)) as pdf:
            if len(pdf.objects) > MOST_OBJECTS or len(pdf.pages) > MOST_PAGES:
                refuse(
                    _("“%(name)s” is too long. A PDF can have %(pages)s pages."),
                    name=name,
                    pages=MOST_PAGES,
                )
            return ContentFile(_written_anew(pdf))
    except pikepdf.PasswordError:
        refuse(
            _("“%(name)s” is locked with a password. Save it without one and send it again."),
            name=name,
        )
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, LookupError):
        refuse(_("“%(name)s” is broken. Save it as a PDF again."), name=name)


def _written_anew(pdf: pikepdf.Pdf) -> bytes:
    for each in pdf.objects:
        _defuse(each)
    target = io.BytesIO()
    pdf.save(target, encryption=False, deterministic_id=True)
    return target.getvalue()


def _defuse(thing: object) -> None:
    """Take away what acts in one object, its direct parts included."""
    if isinstance(thing, pikepdf.Array):
        for each in thing:
            _defuse_part(each)
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        acts = str(thing.get("/S", "")) in ACTS or str(thing.get("/Subtype", "")) in CARRIERS
        for key in list(thing.keys()):
            if key in DROPPED or (acts and key not in ("/Length", "/Type")):
                del thing[key]
            else:
                _defuse_part(thing[key])


def _defuse_part(part: object) -> None:
    """Parts with a number of their own have their turn in the list of objects."""
    if isinstance(part, pikepdf.Object) and not part.is_indirect:
        _defuse(part)


def has_tags(stream: IO[bytes]) -> bool:
    """Whether a PDF has tags: marked content and a tree of its structure (ISO 32000-2, 14.8).

    Without them a screen reader has to guess what is a heading, and in which order to read. Tags
    alone do not make a PDF easy to read. False for one that cannot be understood.
    """
    stream.seek(0)
    try:
        with pikepdf.open(cast(BinaryIO, stream)) as pdf:
            marks, tree = pdf.Root.get("/MarkInfo"), pdf.Root.get("/StructTreeRoot")
            if marks is None or tree is None:
                return False
            return bool(marks.get("/Marked", False)) and "/K" in tree
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, LookupError, AttributeError):
        return False
    finally:
        stream.seek(0)
