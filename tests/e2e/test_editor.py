"""An editor in Wagtail's admin: the preview shows the words, and the public reads them only when
they are published."""

import pytest
from allauth.mfa.models import Authenticator

from cms.models import CallIndexPage, CallPage, HomePage, StoryIndexPage
from demo.accounts import STAFF_DOMAIN
from demo.programme import people
from demo.programme.cast import STAFF
from tests.factories.calls import CallFactory

from .editor import Editor
from .running import installation
from .visitor import Visitor

pytestmark = pytest.mark.django_db
EMAIL = f"editor@{STAFF_DOMAIN}"
OLD, NEW = "For people with an idea.", "For neighbours with an idea."
TEXT = "It began with an oven in a yard."


@pytest.fixture(scope="module")
def site(site_database, django_db_blocker, tmp_path_factory):
    """A public site with an editor, and a call that has no page yet."""
    with (
        django_db_blocker.unblock(),
        installation("editor", tmp_path_factory.mktemp("editor"), of=site_database) as running,
    ):
        programme = HomePage.objects.get(locale__language_code="en").programme
        people.hire([staff for staff in STAFF if staff.key == "editor"], programme)
        CallFactory(programme=programme, code="autumn", title="Autumn call")
        yield running


@pytest.fixture(scope="module")
def editor(browser, site):
    editor = Editor(browser, site).sign_in(EMAIL)
    yield editor
    editor.leave()


@pytest.fixture
def reader(browser, site):
    """Anybody, without scripts."""
    reader = Visitor(browser, site)
    yield reader
    reader.leave()


def status(reader: Visitor, address: str) -> int:
    return reader.page.goto(address).status


def test_an_editor_comes_in_by_a_second_step(editor):
    second = Authenticator.objects.get(user__email=EMAIL, type=Authenticator.Type.TOTP)
    assert second.last_used_at is not None


def test_a_call_page_is_seen_in_the_preview_and_public_when_published(editor, reader):
    editor.begin(CallIndexPage.objects.get(locale__language_code="en").pk)
    editor.write(title="Autumn", call="Autumn call", introduction=OLD)
    editor.write_text("who_can_apply", "You live here.")
    editor.write_text("what_it_pays", "Tools and rent.")
    assert "Tools and rent." in editor.preview("You live here.")
    assert status(reader, "/calls/autumn/") == 404
    editor.publish()
    reader.go("/calls/autumn/")
    assert OLD in reader.text

    editor.open(CallPage.objects.get(locale__language_code="en").pk)
    editor.write(introduction=NEW)
    assert OLD not in editor.preview(NEW)
    reader.go("/calls/autumn/")
    assert OLD in reader.text
    editor.publish()
    reader.go("/calls/autumn/")
    assert (OLD in reader.text, NEW in reader.text) == (False, True)


def test_a_story_is_seen_in_the_preview_and_public_when_published(editor, reader):
    editor.record_consent(name="Amina Example", shown_name="Rosa", email="amina@example.org")
    editor.begin(StoryIndexPage.objects.get(locale__language_code="en").pk)
    editor.write(title="Oven", introduction="She bakes with neighbours.")
    editor.add("people")
    editor.choose("people-0-consent", "Rosa")
    editor.add_text_block(TEXT)
    assert "Rosa" in editor.preview(TEXT)
    assert status(reader, "/stories/oven/") == 404
    editor.publish()
    reader.go("/stories/")
    reader.press("Oven")
    assert (TEXT in reader.text, "Rosa" in reader.text) == (True, True)
