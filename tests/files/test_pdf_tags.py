"""Whether a PDF has tags, told by its content; whatever is wrong with it."""

from io import BytesIO

import pikepdf
import pytest

from demo.programme import papers
from files.pdfs import defused, has_tags
from tests.factories.uploads import pdf

TAGGED = papers.guide("How to apply", ["Read the call."], language="en").read()
UNTAGGED = papers.guide("How to apply", ["Read."], language="en", tagged=False).read()


def tagged(content: bytes) -> bool:
    return has_tags(BytesIO(content))


def test_tags_are_seen():
    assert [tagged(each) for each in (TAGGED, UNTAGGED, pdf())] == [True, False, False]


def test_making_a_pdf_harmless_keeps_its_tags_and_language():
    harmless = defused(BytesIO(TAGGED), name="guide.pdf")
    assert has_tags(harmless) is True
    with pikepdf.open(harmless) as kept:
        assert str(kept.Root.Lang) == "en"


@pytest.mark.parametrize(
    ("part", "other"),
    [
        (b"/Marked true", b"/Marked false"),
        (b"/K [7 0 R]", b"/Q [7 0 R]"),
        (b"/StructTreeRoot 6 0 R", b"/StructTreeRoot 99 0 R"),
        (b"/MarkInfo << /Marked true >>", b"/MarkInfo [ /Marked true ]"),
    ],
)
def test_half_of_the_tags_are_none(part, other):
    assert part in TAGGED
    assert tagged(TAGGED.replace(part, other)) is False


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"%PDF-1.4\n" + b"\xff" * 900])
def test_what_is_broken_has_none(content):
    assert tagged(content) is False
