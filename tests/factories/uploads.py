"""Small real files of each kind."""

import io
import wave
import zipfile
from functools import cache

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook
from PIL import Image
from pillow_heif import register_heif_opener

from files.pdfs import defused

DOCX_INDEX = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.'
    'openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)


def archive(members: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        for name, text in members.items():
            target.writestr(name, text)
    return buffer.getvalue()


@cache
def pdf(text: str = "A plan") -> bytes:
    """A one-page PDF that says `text`, written as the intake writes it, so kept as it is."""
    content = _pdf_by_hand(text)
    for _time in range(2):
        content = defused(io.BytesIO(content), name="plan.pdf").read()
    return content


def _pdf_by_hand(text: str) -> bytes:
    stream = f"BT /F1 24 Tf 72 720 Td ({text}) Tj ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    body, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"xref\n0 6\n0000000000 65535 f \n" + b"".join(
        b"%010d 00000 n \n" % at for at in places
    )
    return body + table + b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % len(body)


def picture(kind: str, size: tuple[int, int] = (2, 2), **options) -> bytes:
    """A picture in Pillow's format `kind`, such as JPEG."""
    register_heif_opener()
    target = io.BytesIO()
    Image.new("RGB", size, "teal").save(target, kind, **options)
    return target.getvalue()


def png() -> bytes:
    return picture("PNG")


def jpeg() -> bytes:
    return picture("JPEG")


def docx() -> bytes:
    return archive({"[Content_Types].xml": DOCX_INDEX, "word/document.xml": "<w:document/>"})


def docx_written_backwards() -> bytes:
    """As some office programs write it: the index comes last."""
    return archive({"word/document.xml": "<w:document/>", "[Content_Types].xml": DOCX_INDEX})


def docx_with_macros() -> bytes:
    return archive(
        {
            "[Content_Types].xml": DOCX_INDEX,
            "word/document.xml": "<w:document/>",
            "word/vbaProject.bin": "macro",
        }
    )


def odt() -> bytes:
    return archive(
        {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<office/>"}
    )


def workbook() -> bytes:
    target = io.BytesIO()
    Workbook().save(target)
    return target.getvalue()


def wav(seconds: int = 2) -> bytes:
    """Silence."""
    target = io.BytesIO()
    with wave.open(target, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(8000)
        sound.writeframes(b"\x80" * 8000 * seconds)
    return target.getvalue()


def upload(content: bytes | None = None, name: str = "plan.pdf") -> SimpleUploadedFile:
    """An upload as a browser sends it, with a content type that nobody should believe."""
    return SimpleUploadedFile(name, pdf() if content is None else content, "text/html")
