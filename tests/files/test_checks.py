"""Files are known by their content."""

import hashlib

import pytest
from django.core.exceptions import ValidationError

from files import checks
from files.checks import DOCX, MEGABYTE, ODT, checked
from tests.factories import uploads
from tests.factories.uploads import upload


@pytest.mark.parametrize(
    ("content", "content_type", "ending"),
    [
        (uploads.pdf(), "application/pdf", ".pdf"),
        (uploads.docx(), DOCX, ".docx"),
        (uploads.docx_written_backwards(), DOCX, ".docx"),
        (uploads.odt(), ODT, ".odt"),
        (uploads.png(), "image/png", ".png"),
        (uploads.jpeg(), "image/jpeg", ".jpg"),
    ],
)
def test_checked_knows_a_file_by_its_content(content, content_type, ending):
    found = checked(upload(content, "anything.exe"))
    assert (found.content_type, found.ending, found.size) == (content_type, ending, len(content))
    assert found.sha256 == hashlib.sha256(content).hexdigest()


def test_checked_needs_no_system_package():
    """A fresh Debian has no libmagic of its own: the one that came with the wheel is read."""
    assert "pylibmagic" in checks.magic.libmagic._name


def test_checked_leaves_the_upload_at_its_start():
    file = upload()
    checked(file)
    assert file.read() == uploads.pdf()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"MZ\x90\x00" + b"\x00" * 200, "plan.pdf"),
        (b"<!doctype html><script>alert(1)</script>", "plan.pdf"),
        (b"just text", "plan.docx"),
        (uploads.archive({"a.txt": "text"}), "plan.docx"),
        (uploads.docx_with_macros(), "plan.docx"),
        (uploads.docx()[:-30], "broken.docx"),
    ],
)
def test_checked_refuses_other_kinds_and_says_which_file_and_why(content, name):
    with pytest.raises(ValidationError) as refused:
        checked(upload(content, name))
    assert refused.value.messages == [
        f"“{name}” is not a kind of file we can open. Send one of these: PDF, DOCX, ODT, JPG, PNG."
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
