"""The team's screens: adding languages, publishing and withdrawing a version."""

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.roles import Role
from resources.models import Resource
from tests.factories.programmes import user_with
from tests.factories.resources import make_resource, make_version, put
from tests.factories.uploads import pdf, upload

pytestmark = pytest.mark.django_db
EMPTY = '{"blocks": [], "entityMap": {}}'


@pytest.fixture
def editor(sign_in):
    return sign_in(user_with(Role.EDITOR))


def said(response) -> list[str]:
    return [str(each) for each in get_messages(response.wsgi_request)]


def words(**given) -> dict:
    return {"language": "en", "title": "How to apply", "text": EMPTY} | given


def test_editor_makes_fills_and_publishes_a_resource(editor):
    facts = {"name": "Guide", "code": "guide", "kind": "guide", "audience": "mentors"}
    assert editor.post("/admin/resource/new/", facts).status_code == 302
    resource = Resource.objects.get()
    version = resource.versions.get()
    response = editor.post(f"/admin/resource-versions/{version.pk}/put/", words(file=upload()))
    saved, warned = said(response)[-2:]
    assert (saved, warned.startswith("This PDF has no tags")) == ("Saved.", True)
    shown = editor.get(f"/admin/resource-files/{resource.pk}/").content.decode()
    assert "This PDF has no tags" in shown
    response = editor.post(f"/admin/resource-versions/{version.pk}/publish/")
    version.refresh_from_db()
    assert (said(response)[-1], version.is_public) == ("Published.", True)


def test_editor_hears_why_a_file_is_refused(editor):
    version = make_resource(languages="").versions.get()
    address = f"/admin/resource-versions/{version.pk}/put/"
    response = editor.post(address, words(file=upload(b"<html>", "guide.pdf")))
    assert (
        response.context["form"].errors["file"][0].startswith("“guide.pdf” is not a kind of file")
    )
    response = editor.post(address, words())
    assert response.context["form"].errors["file"] == ["Choose a file, write the text, or both."]


def test_editor_changes_a_draft_and_takes_a_language_out(editor):
    resource = make_resource()
    editor.post(f"/admin/resource-files/{resource.pk}/new-version/")
    draft = resource.versions.get(number=2)
    copy = put(draft)
    address = f"/admin/resource-versions/{draft.pk}/put/en/"
    assert editor.get(address).context["form"].initial["title"] == "How to apply"
    editor.post(address, words(title="Better", file=upload(pdf("new"))))
    copy.refresh_from_db()
    assert copy.title == "Better"
    assert editor.post(f"/admin/resource-copies/{copy.pk}/drop/").status_code == 302
    assert draft.copies.count() == 0


def test_second_version_must_say_what_changed(editor):
    resource = make_resource()
    editor.post(f"/admin/resource-files/{resource.pk}/new-version/")
    draft = resource.versions.get(number=2)
    put(draft)
    address = f"/admin/resource-versions/{draft.pk}/publish/"
    assert said(editor.post(address, {"what_changed": ""})) == ["Say in a few words what changed."]
    editor.post(address, {"what_changed": "More.", "what_changed_words_ar": "المزيد."})
    draft.refresh_from_db()
    assert (draft.what_changed, draft.what_changed_words) == ("More.", {"ar": "المزيد."})


def test_withdrawing_tells_so(editor):
    version = make_resource().versions.get()
    response = editor.post(f"/admin/resource-versions/{version.pk}/withdraw/")
    version.refresh_from_db()
    assert (said(response), version.is_public) == (
        ["Withdrawn. Nobody can read this version any more."],
        False,
    )


@pytest.mark.parametrize("rows", [1, 3])
def test_files_screen_costs_the_same_however_many(no_menu, editor, rows):
    resource = make_resource(languages="en ar fa"[: 3 * rows - 1])
    for _each in range(rows - 1):
        make_version(resource, languages="en ar")
    address = f"/admin/resource-files/{resource.pk}/"
    editor.get(address)
    with CaptureQueriesContext(connection) as spent:
        assert editor.get(address).status_code == 200
    assert len(spent) == 13
