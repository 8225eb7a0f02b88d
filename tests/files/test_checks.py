"""Files are known by their content."""

import hashlib

import pytest
from django.core.exceptions import ValidationError

from files import checks
from files.checks import checked
from files.kinds import DOCX, EVERY_KIND, MEGABYTE, ODT, XLSX
from tests.factories import media, uploads
from tests.factories.uploads import upload


@pytest.mark.parametrize(
    ("content", "content_type", "ending"),
    [
        (uploads.pdf(), "application/pdf", ".pdf"),
        (uploads.docx(), DOCX, ".docx"),
        (uploads.docx_written_backwards(), DOCX, ".docx"),
        (uploads.odt(), ODT, ".odt"),
        (uploads.workbook(), XLSX, ".xlsx"),
        (uploads.png(), "image/png", ".png"),
        (uploads.jpeg(), "image/jpeg", ".jpg"),
        (uploads.picture("WEBP"), "image/webp", ".webp"),
        (uploads.picture("HEIF"), "image/jpeg", ".jpg"),
        (uploads.wav(), "audio/wav", ".wav"),
        (media.mp4(seconds=3), "audio/mp4", ".m4a"),
        (media.mp4(seconds=3, film=True), "video/mp4", ".mp4"),
        (media.webm(seconds=3), "audio/webm", ".webm"),
        (media.webm(seconds=3, film=True), "video/webm", ".webm"),
    ],
)
def test_checked_knows_a_file_by_its_content(content, content_type, ending):
    found = checked(upload(content, "anything.exe"), allowed=EVERY_KIND)
    assert (found.content_type, found.ending) == (content_type, ending)
    assert found.name == f"anything{ending}"
    kept = found.content.read()
    assert (found.size, found.sha256) == (len(kept), hashlib.sha256(kept).hexdigest())


@pytest.mark.parametrize(
    ("content", "seconds"),
    [
        (uploads.wav(7), 7),
        (media.mp4(seconds=4), 4),
        (media.mp4_in_fragments(seconds=5), 5),
        (media.webm(seconds=6), 6),
        (media.webm_without_length(seconds=8), 8),
        (uploads.jpeg(), None),
    ],
)
def test_checked_says_how_long_a_recording_is(content, seconds):
    assert checked(upload(content, "my answer"), allowed=EVERY_KIND).seconds == seconds


def test_checked_needs_no_system_package():
    """A fresh Debian has no libmagic of its own: the one that came with the wheel is read."""
    assert "pylibmagic" in checks.magic.libmagic._name


def test_checked_leaves_the_upload_at_its_start():
    file = upload()
    checked(file)
    assert file.read() == uploads.pdf()


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("plan.pdf", "plan.pdf"),
        ("report.v2.pdf", "report.v2.pdf"),
        ("plan.pdf.exe", "plan.pdf"),
        ("plan.exe", "plan.pdf"),
        ("../../etc/plan.php.pdf", "plan.pdf"),
        ("C:\\photos\\plan.HTML", "plan.pdf"),
        ("plan\u202efdp.exe", "planfdp.pdf"),
        ("خطة العمل.pdf", "خطة العمل.pdf"),
        (".pdf", "file.pdf"),
    ],
)
def test_checked_shows_a_name_that_does_not_lie(sent, shown):
    assert checked(upload(name=sent)).name == shown


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"MZ\x90\x00" + b"\x00" * 200, "plan.pdf"),
        (b"<!doctype html><script>alert(1)</script>", "plan.pdf"),
        (b"just text", "plan.docx"),
        (uploads.archive({"a.txt": "text"}), "plan.docx"),
        (uploads.docx()[:-30], "broken.docx"),
    ],
)
def test_checked_refuses_other_kinds_and_says_which_file_and_why(content, name):
    with pytest.raises(ValidationError) as refused:
        checked(upload(content, name))
    assert refused.value.messages == [
        f"“{name}” is not a kind of file we can open. Send one of these: "
        "PDF, DOCX, ODT, XLSX, ODS, PPTX, ODP, JPG, PNG, WEBP, HEIC."
    ]


def test_checked_refuses_an_empty_file():
    with pytest.raises(ValidationError) as refused:
        checked(upload(b"", "empty.pdf"))
    assert refused.value.messages == ["“empty.pdf” is empty. Choose another file."]


def test_checked_refuses_a_file_over_the_limit():
    big = uploads.pdf() + b"\n" * MEGABYTE
    with pytest.raises(ValidationError) as refused:
        checked(upload(big, "big.pdf"), largest=MEGABYTE)
    assert refused.value.messages == [
        "“big.pdf” is too large (1.0\xa0MB). Files can be up to 1.0\xa0MB."
    ]
