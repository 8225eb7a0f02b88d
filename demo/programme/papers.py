"""A small real PDF: the business plan that a person of the demo uploads."""

from django.core.files.uploadedfile import SimpleUploadedFile

LINE = 18


def plan(title: str, lines: list[str]) -> SimpleUploadedFile:
    """One page in Latin letters, with the title above the lines."""
    text = "".join(
        f"BT /F1 {20 if number == 0 else 12} Tf 60 {760 - LINE * number} Td ({_safe(line)}) Tj ET\n"
        for number, line in enumerate([title, "", *lines])
    )
    return SimpleUploadedFile("business-plan.pdf", _pdf(text), content_type="application/pdf")


def _safe(line: str) -> str:
    plain = line.replace("€", "EUR ").encode("latin-1", "replace").decode("latin-1")
    return plain.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _pdf(text: str) -> bytes:
    stream = text.encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\n"
        b"startxref\n%d\n%%%%EOF\n" % (size, table, size, len(out))
    )
