"""Files made to do harm, written by code so that none lies in the repository."""

import io
import struct
import zipfile
import zlib

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from tests.factories.uploads import DOCX_INDEX, archive, jpeg, pdf, picture, png

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-" + rb"ANTIVIRUS-TEST-FILE!$H+H*"
"""The harmless text that every scanner takes for a virus; in two parts, so that none bites here."""

SCRIPT = b"<html><script>alert(1)</script></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def docx_with(**parts: str | bytes) -> bytes:
    """A document with more parts; `__` in a name stands for a slash, `_dot_` for a dot."""
    more = {name.replace("__", "/").replace("_dot_", "."): body for name, body in parts.items()}
    return archive({"[Content_Types].xml": DOCX_INDEX, "word/document.xml": "<w/>"} | more)


def docx_bomb(megabytes: int) -> bytes:
    """One part of zeros that packs to a thousandth."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", DOCX_INDEX)
        file.writestr("word/document.xml", b"\0" * megabytes * 1024 * 1024)
    return target.getvalue()


def docx_of_many_parts(count: int) -> bytes:
    return docx_with(**{f"word__{number}": "" for number in range(count)})


def docx_locked() -> bytes:
    """The part with the words says that it is encrypted."""
    content = bytearray(docx_with())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.rfind(mark) + at] |= 1
    return bytes(content)


def relations(kind: str) -> str:
    """A list that names a part on another server."""
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" TargetMode="External" Target="http://evil.example/x" '
        f'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"/>'
        "</Relationships>"
    )


ENTITY_BOMB = (
    '<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><Relationships>&b;</Relationships>'
)


def png_that_claims(width: int, height: int) -> bytes:
    """A few bytes whose header promises a flood of points."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    pixels = chunk(b"IDAT", zlib.compress(b"\0" * 1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + pixels + chunk(b"IEND", b"")


def picture_and_archive() -> bytes:
    """A JPEG for a viewer, a zip archive for an unpacker."""
    return jpeg() + archive({"evil.txt": "boo"})


def picture_and_page() -> bytes:
    """A JPEG whose comment is a web page."""
    return picture("JPEG", comment=SCRIPT)


def png_and_page() -> bytes:
    return png() + SCRIPT


def pdf_and_archive() -> bytes:
    return pdf() + archive({"evil.txt": "boo"})


def pdf_behind_a_page() -> bytes:
    """Some readers look for the PDF further down."""
    return SCRIPT + b"\n" + pdf()


def pdf_of(pages: int) -> bytes:
    """Blank pages, all of them real; written by hand, because a library takes its time."""
    kids = b" ".join(b"%d 0 R" % number for number in range(3, pages + 3))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, pages),
        *[b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"] * pages,
    ]
    body, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        places.append(b"%010d 00000 n \n" % len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    size = len(objects) + 1
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, b"".join(places))
    end = b"trailer <</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, len(body))
    return body + table + end


def pdf_locked() -> bytes:
    with pikepdf.open(io.BytesIO(pdf())) as document:
        target = io.BytesIO()
        document.save(target, encryption=pikepdf.Encryption(owner="o", user="u"))
        return target.getvalue()


def pdf_that_unpacks_to(megabytes: int) -> bytes:
    """Its list of objects is packed and unpacks to far more than it should."""
    body = zlib.compress(b"1 0 " + b" " * megabytes * 1024 * 1024, 9)
    parts = [
        b"%PDF-1.5\n",
        b"5 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>\nstream\n" % len(body)
        + body
        + b"\nendstream\nendobj\n",
    ]
    at = sum(map(len, parts))
    rows = [
        (0, 0, 0),
        (2, 5, 0),
        (0, 0, 0),
        (0, 0, 0),
        (0, 0, 0),
        (1, len(parts[0]), 0),
        (1, at, 0),
    ]
    table = b"".join(struct.pack(">BIB", *row) for row in rows)
    index = (
        b"6 0 obj\n<</Type/XRef/Size 7/W[1 4 1]/Root 1 0 R/Length %d>>\nstream\n" % len(table)
        + table
        + b"\nendstream\nendobj\n"
    )
    return b"".join(parts) + index + b"startxref\n%d\n%%%%EOF" % at


def pdf_that_acts() -> bytes:
    """Scripts and programs start by themselves and by a link; a file hides inside."""
    with pikepdf.open(io.BytesIO(pdf())) as document:
        script = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
        launch = Dictionary(S=Name.Launch, F=String("cmd.exe"))
        document.Root.OpenAction = document.make_indirect(script)
        document.Root.AA = Dictionary(WC=launch)
        document.attachments["evil.exe"] = b"MZ"
        document.Root.Names.JavaScript = Dictionary(Names=Array([String("a"), script]))
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=launch)
        document.pages[0].Annots = Array([document.make_indirect(link)])
        return _saved(document)


def _saved(document: pikepdf.Pdf) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()
