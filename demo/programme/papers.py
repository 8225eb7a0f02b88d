"""Small real PDFs of the demo: a person's business plan, and guides with tags and without."""

from django.core.files.uploadedfile import SimpleUploadedFile

LINE = 18


def plan(title: str, lines: list[str], *, name: str = "business-plan.pdf") -> SimpleUploadedFile:
    """One page in Latin letters, with the title above the lines."""
    return _upload(name, _untagged([title, "", *lines]))


def guide(
    title: str, lines: list[str], *, language: str, tagged: bool = True
) -> SimpleUploadedFile:
    """One page in Latin letters; with tags, a screen reader knows its title, lines and language."""
    pdf = _tagged(title, lines, language) if tagged else _untagged([title, "", *lines])
    return _upload("guide.pdf", pdf)


def _upload(name: str, pdf: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, pdf, content_type="application/pdf")


def _safe(line: str) -> str:
    plain = line.replace("€", "EUR ").encode("latin-1", "replace").decode("latin-1")
    return plain.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _line(number: int, line: str) -> str:
    size = 20 if number == 0 else 12
    return f"BT /F1 {size} Tf 60 {760 - LINE * number} Td ({_safe(line)}) Tj ET\n"


def _untagged(lines: list[str]) -> bytes:
    text = "".join(_line(number, line) for number, line in enumerate(lines))
    return _pdf(text, catalog=b"", page=b"", more=[])


def _tagged(title: str, lines: list[str], language: str) -> bytes:
    """A title and paragraphs, each marked in the text and named in the tree of the structure."""
    kinds = ["H1", *("P" for _line_of_text in lines)]
    text = "".join(
        f"/{kind} <</MCID {number}>> BDC\n{_line(number and number + 1, line)}EMC\n"
        for number, (kind, line) in enumerate(zip(kinds, [title, *lines], strict=True))
    )
    first = 8
    parts = " ".join(f"{first + number} 0 R" for number in range(len(kinds)))
    tree = [
        f"<< /Type /StructTreeRoot /K [7 0 R] /ParentTree << /Nums [0 [{parts}]] >> >>",
        f"<< /Type /StructElem /S /Document /P 6 0 R /K [{parts}] >>",
        *(
            f"<< /Type /StructElem /S /{kind} /P 7 0 R /Pg 3 0 R /K {number} >>"
            for number, kind in enumerate(kinds)
        ),
    ]
    catalog = f"/MarkInfo << /Marked true >> /StructTreeRoot 6 0 R /Lang ({language}) "
    page = b"/StructParents 0 /Tabs /S "
    return _pdf(text, catalog=catalog.encode(), page=page, more=[each.encode() for each in tree])


def _pdf(text: str, *, catalog: bytes, page: bytes, more: list[bytes]) -> bytes:
    """One page. `catalog` and `page` are entries of theirs, `more` are objects from number 6 on."""
    stream = text.encode("latin-1")
    objects = [
        b"<< /Type /Catalog " + catalog + b"/Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page " + page + b"/Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        *more,
    ]
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\n"
        b"startxref\n%d\n%%%%EOF\n" % (size, table, size, len(out))
    )
