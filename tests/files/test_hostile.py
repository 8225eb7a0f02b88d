"""Files made to do harm are refused, with their name and the reason, or made harmless."""

import io
import zipfile

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from PIL import Image

from files.checks import checked
from files.kinds import EVERY_KIND
from tests.factories import media, uploads
from tests.factories.uploads import upload

from . import hostile


def refusal(content: bytes, name: str) -> str:
    with pytest.raises(ValidationError) as refused:
        checked(upload(content, name), allowed=EVERY_KIND)
    [message] = refused.value.messages
    return message


def kept(content: bytes, name: str = "photo.jpg") -> bytes:
    return checked(upload(content, name), allowed=EVERY_KIND).content.read()


NOT_A_KIND = (
    "is not a kind of file we can open. Send one of these: PDF, DOCX, ODT, XLSX, ODS, PPTX, ODP, "
    "JPG, PNG, WEBP, HEIC, MP3, M4A, OGG, WAV, WEBM, MP4, MOV, 3GP."
)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (hostile.SVG, "drawing.svg"),
        (hostile.SVG, "drawing.png"),
        (b"<?xml version='1.0'?>" + hostile.SVG, "drawing.jpg"),
        (hostile.SCRIPT, "page.pdf"),
        (hostile.EICAR, "eicar.com"),
        (b"MZ\x90\x00" + bytes(200), "photo.jpg.exe"),
        (b"GIF89a" + bytes(40), "photo.gif"),
        (uploads.archive({"a.txt": "a"}), "plan.docx"),
        (hostile.pdf_behind_a_page(), "plan.pdf"),
    ],
)
def test_what_is_no_kind_of_ours_is_refused(content, name):
    assert refusal(content, name) == f"“{name}” {NOT_A_KIND}"


@pytest.mark.parametrize("claims", [(30_000, 30_000), (60_000, 60_000), (100_000_000, 1)])
def test_flood_of_points_is_refused_from_its_header(claims):
    content = hostile.png_that_claims(*claims)
    assert refusal(content, "big.png") == "“big.png” has too many points. Send a smaller picture."


def test_picture_that_ends_too_early_is_refused():
    content = uploads.picture("JPEG", (400, 400))[:300]
    assert refusal(content, "a.jpg") == "“a.jpg” is broken. Take or save the picture again."


@pytest.mark.parametrize(
    "content",
    [hostile.picture_and_archive(), hostile.picture_and_page(), hostile.png_and_page()],
)
def test_picture_that_is_another_file_too_is_only_a_picture_afterwards(content):
    after = kept(content)
    assert Image.open(io.BytesIO(after)).size == (2, 2)
    assert not zipfile.is_zipfile(io.BytesIO(after))
    assert (b"<script" in content or b"evil.txt" in content, b"<script" in after) == (True, False)


def test_place_and_camera_are_gone_from_a_photo():
    exif = Image.Exif()
    exif[0x010F] = "Camera of Amina"
    exif.get_ifd(0x8825)[2] = (52.0, 24.0, 30.0)
    for kind in ("JPEG", "PNG", "WEBP", "HEIF"):
        before = uploads.picture(kind, exif=exif.tobytes())
        assert b"Camera of Amina" in before
        after = kept(before)
        assert b"Amina" not in after
        assert dict(Image.open(io.BytesIO(after)).getexif()) == {}


def test_place_is_gone_from_a_film_and_nothing_has_moved():
    before = media.mp4_from_a_phone(seconds=3, place=b"+52.4068-001.5197/")
    found = checked(upload(before, "film.mov"), allowed=EVERY_KIND)
    after = found.content.read()
    assert (before.count(b"+52.4068"), after.count(b"+52.4068")) == (2, 0)
    assert (len(after), after.index(b"film")) == (len(before), before.index(b"film"))
    assert (found.seconds, checked(upload(after, "b"), allowed=EVERY_KIND).seconds) == (3, 3)


def test_photo_is_turned_the_right_way_and_no_larger_than_needed():
    exif = Image.Exif()
    exif[0x0112] = 6
    after = kept(uploads.picture("JPEG", (4000, 1000), exif=exif.tobytes()))
    assert Image.open(io.BytesIO(after)).size == (600, 2400)


def test_transparent_picture_stays_transparent():
    target = io.BytesIO()
    Image.new("RGBA", (2, 2), (0, 0, 0, 0)).save(target, "PNG")
    assert Image.open(io.BytesIO(kept(target.getvalue()))).getpixel((0, 0)) == (0, 0, 0, 0)


@pytest.mark.parametrize("pages", [201, 10_000])
def test_pdf_with_too_many_pages_is_refused(pages):
    assert (
        refusal(hostile.pdf_of(pages), "all.pdf")
        == "“all.pdf” is too long. A PDF can have 200 pages."
    )


def test_pdf_with_a_password_is_refused():
    assert (
        refusal(hostile.pdf_locked(), "plan.pdf")
        == "“plan.pdf” is locked with a password. Save it without one and send it again."
    )


@pytest.mark.parametrize(
    "make",
    [
        lambda: uploads.pdf()[:40],
        lambda: b"%PDF-1.4\n" + bytes(500),
        lambda: hostile.pdf_that_unpacks_to(200),
    ],
)
def test_pdf_that_is_broken_or_unpacks_to_too_much_is_refused(make):
    assert refusal(make(), "plan.pdf") == "“plan.pdf” is broken. Save it as a PDF again."


def test_pdf_keeps_its_pages_and_loses_what_acts():
    after = kept(hostile.pdf_that_acts(), "plan.pdf")
    for word in (b"JavaScript", b"app.alert", b"Launch", b"cmd.exe", b"evil.exe", b"EmbeddedFile"):
        assert word not in after
    with pikepdf.open(io.BytesIO(after)) as document:
        assert {"/OpenAction", "/AA"} & set(document.Root.keys()) == set()
        assert len(document.pages) == 1
        assert b"(A plan) Tj" in document.pages[0].Contents.read_bytes()
        assert dict(document.attachments) == {}


def test_pdf_with_an_archive_behind_it_is_only_a_pdf_afterwards():
    after = kept(hostile.pdf_and_archive(), "plan.pdf")
    assert not zipfile.is_zipfile(io.BytesIO(after))
    assert b"evil.txt" not in after


def test_same_pdf_is_the_same_file_each_time():
    assert kept(uploads.pdf(), "a.pdf") == kept(uploads.pdf(), "b.pdf")


MACROS = "has small programs inside (macros). Save it as PDF."
ELSEWHERE = "loads parts from another place. Save it as PDF."
BOMB = "unpacks to far too much. Save it as PDF."
LOCKED = "is locked with a password. Save it without one and send it again."
NOT_PLAIN = "is not a plain document. Save it as PDF."


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (uploads.docx_with_macros(), MACROS),
        (hostile.docx_with(xl__macrosheets__sheet1_dot_xml=""), MACROS),
        (hostile.docx_with(word__activeX__activeX1_dot_xml=""), MACROS),
        (hostile.docx_with(word__embeddings__oleObject1_dot_bin=""), MACROS),
        (
            uploads.archive(
                {
                    "mimetype": "application/vnd.oasis.opendocument.text",
                    "Basic/Standard/evil.xml": "",
                }
            ),
            MACROS,
        ),
        (
            hostile.docx_with(
                word___rels__settings_dot_xml_dot_rels=hostile.relations("attachedTemplate")
            ),
            ELSEWHERE,
        ),
        (
            hostile.docx_with(word___rels__a_dot_rels=hostile.relations("oleObject")),
            ELSEWHERE,
        ),
        (
            hostile.docx_with(word___rels__a_dot_rels=hostile.relations("image").encode("utf-16")),
            ELSEWHERE,
        ),
        (hostile.docx_with(word___rels__a_dot_rels=hostile.ENTITY_BOMB), ELSEWHERE),
        (
            hostile.docx_locked(),
            "is locked with a password. Save it without one and send it again.",
        ),
        (hostile.docx_with(**{"..__..__evil_dot_txt": ""}), NOT_PLAIN),
        (bytes(100) + uploads.docx(), NOT_PLAIN),
    ],
)
def test_office_document_that_could_do_harm_is_refused(content, reason):
    assert refusal(content, "plan.docx") == f"“plan.docx” {reason}"


@pytest.mark.parametrize(
    "make",
    [
        lambda: hostile.docx_bomb(20),
        lambda: hostile.docx_bomb(400),
        lambda: hostile.docx_of_many_parts(5000),
    ],
)
def test_office_document_that_unpacks_to_far_too_much_is_refused(make):
    assert refusal(make(), "plan.docx") == f"“plan.docx” {BOMB}"


def test_office_document_may_have_links_to_press():
    content = hostile.docx_with(word___rels__a_dot_rels=hostile.relations("hyperlink"))
    assert kept(content, "plan.docx") == content


@pytest.mark.parametrize(
    "content",
    [
        uploads.wav() + uploads.archive({"evil.txt": "boo"}),
        media.mp4(seconds=2) + uploads.archive({"evil.txt": "boo"}),
        media.mp4(seconds=2)[:60],
        b"ID3\x04\x00\x00\x00\x00\x00\x00" + bytes(300),
        b"OggS\x00\x02" + bytes(22) + b"OpusHead" + bytes(300),
    ],
)
def test_recording_that_is_broken_or_an_archive_too_is_refused(content):
    assert refusal(content, "my.mp3") == "“my.mp3” is broken. Record or save it again."


WHOLE = [
    uploads.pdf(), uploads.workbook(), uploads.docx(), uploads.jpeg(), uploads.png(),
    uploads.picture("WEBP"), uploads.picture("HEIF"), uploads.wav(1), media.mp4(seconds=1),
    media.mp4_in_fragments(seconds=2), media.webm_without_length(seconds=2),
    hostile.pdf_that_acts(),
]  # fmt: skip


@hypothesis_settings(max_examples=300)
@given(
    whole=st.sampled_from(WHOLE),
    place=st.floats(0, 0.999),
    sign=st.binary(min_size=1, max_size=6),
    cut=st.floats(0.2, 1),
)
def test_damaged_file_is_taken_or_refused_and_breaks_nothing(whole, place, sign, cut):
    at = int(place * len(whole))
    content = (whole[:at] + sign + whole[at + len(sign) :])[: max(1, int(cut * len(whole)))]
    try:
        said = [checked(upload(content, "a"), allowed=EVERY_KIND).name]
    except ValidationError as refused:
        said = [message.removeprefix("“") for message in refused.messages]
    assert [each[:1] for each in said] == ["a"]
