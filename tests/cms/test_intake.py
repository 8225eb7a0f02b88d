"""What editors upload goes through the same intake as what applicants send."""

import io

import pytest
from django.urls import reverse
from PIL import Image
from wagtail.documents import get_document_model

from accounts.roles import Role
from cms.models import SiteImage
from tests.factories.cms import make_site
from tests.factories.programmes import user_with
from tests.factories.uploads import docx_with_macros, pdf, upload
from tests.sessions import signed_in

pytestmark = pytest.mark.django_db
DESCRIPTION = 0x010E
"""The tag of EXIF that holds a text."""


@pytest.fixture
def editor():
    make_site()
    return signed_in(user_with(Role.EDITOR))


def photo(words: str) -> bytes:
    exif, target = Image.Exif(), io.BytesIO()
    exif[DESCRIPTION] = words
    Image.new("RGB", (1200, 800), "orange").save(target, "JPEG", exif=exif)
    return target.getvalue()


def send(editor, kind: str, content: bytes, name: str, **more: str):
    root = {"title": "A thing", "file": upload(content, name), "collection": "1"}
    return editor.post(reverse(f"{kind}:add"), root | more)


def test_picture_of_an_editor_keeps_nothing_hidden(editor):
    send(editor, "wagtailimages", photo("Kitchen 52.4"), "oven.jpg", shows="nobody")
    image = SiteImage.objects.get()
    with image.file.open() as stream:
        content = stream.read()
    assert (image.width, image.height, image.file_size) == (1200, 800, len(content))
    assert Image.open(io.BytesIO(content)).getexif().get(DESCRIPTION) is None


def test_document_of_an_editor_is_known_by_its_content(editor):
    send(editor, "wagtaildocs", pdf(), "guide.pdf")
    refused = send(editor, "wagtaildocs", docx_with_macros(), "plan.docx")
    assert get_document_model().objects.get().filename == "guide.pdf"
    assert "plan.docx" in str(refused.context["form"].errors["file"])
