"""What the team may do with the files of a resource, and what is refused in words."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction

import audit.record
from files.models import Scan
from resources import actions, alternatives
from resources.models import Copy, Version
from resources.refusals import Refused
from tests.factories.resources import make_resource, make_version, put, system
from tests.factories.uploads import docx, jpeg, upload

pytestmark = pytest.mark.django_db


def deeds(resource) -> list[str]:
    return [entry.action.removeprefix("resources.") for entry in audit.record.history(resource)]


def test_file_is_known_by_its_content_and_gets_a_good_name():
    copy = put(make_version(make_resource()), "ar", upload=upload(docx(), "a b.exe"))
    assert (copy.format, copy.file_name, copy.has_tags) == ("DOCX", "how-to-apply-ar-v2.docx", None)
    assert copy.file.name.split("/")[::2] == ["resources", "how-to-apply-ar-v2.docx"]
    assert len(copy.file.name.split("/")[1]) == 32


@pytest.mark.parametrize("content", [b"<html>", b"MZ\x90\x00", b""])
def test_other_kinds_of_file_are_refused(content):
    draft = make_resource(languages="").versions.get()
    with pytest.raises(ValidationError):
        put(draft, upload=upload(content, "guide.pdf"))
    assert Copy.objects.count() == 0


def test_every_deed_is_written_down():
    resource = make_resource()
    draft = actions.begin_version(resource, by=system())
    actions.drop_copy(put(draft), by=system())
    actions.withdraw_version(resource.versions.get(number=1), by=system())
    assert deeds(resource) == [
        "make",
        "put_copy",
        "publish_version",
        "begin_version",
        "put_copy",
        "drop_copy",
        "withdraw_version",
    ]


def test_a_draft_may_be_changed_and_its_old_file_goes(django_capture_on_commit_callbacks):
    draft = make_resource(languages="").versions.get()
    first = put(draft).file.name
    with django_capture_on_commit_callbacks(execute=True):
        second = put(draft, upload=upload(docx())).file.name
    assert (default_storage.exists(first), default_storage.exists(second)) == (False, True)
    kept = put(draft, text="<p>Read.</p>")
    assert (kept.file.name, draft.copies.count()) == (second, 1)


def test_published_files_stay_as_they_are_but_a_language_may_come_later():
    version = make_resource().versions.get()
    for change in (
        lambda: put(version, "en"),
        lambda: actions.drop_copy(version.copies.get(), by=system()),
        lambda: actions.publish_version(version, by=system()),
    ):
        with pytest.raises(Refused):
            change()
    put(version, "so")
    assert list(version.copies.values_list("language", flat=True)) == ["en", "so"]


def test_version_without_words_or_without_saying_what_changed_is_refused():
    resource = make_resource()
    draft = actions.begin_version(resource, by=system())
    with pytest.raises(Refused, match="Add a file or a text first"):
        actions.publish_version(draft, what_changed="More.", by=system())
    with pytest.raises(Refused, match="Choose a file, write the text, or both"):
        put(draft, text="")
    put(draft)
    with pytest.raises(Refused, match="Say in a few words what changed"):
        actions.publish_version(draft, what_changed=" ", by=system())
    assert actions.begin_version(resource, by=system()) == draft


def test_draft_is_not_withdrawn():
    draft = make_resource(languages="").versions.get()
    with pytest.raises(Refused):
        actions.withdraw_version(draft, by=system())


@pytest.mark.parametrize(
    "wrong",
    [
        lambda resource: Version.objects.create(resource=resource, number=1),
        lambda resource: resource.versions.update(number=2),
        lambda resource: [Version.objects.create(resource=resource, number=n) for n in (2, 3)],
        lambda resource: Copy.objects.update(file="", text=""),
        lambda resource: Copy.objects.update(has_tags=None),
        lambda resource: Copy.objects.update(size=0),
    ],
)
def test_the_database_holds_what_must_hold(wrong):
    resource = make_resource()
    with pytest.raises(IntegrityError), transaction.atomic():
        wrong(resource)


def test_what_is_missing_is_said_in_a_plain_sentence():
    draft = make_resource(languages="").versions.get()
    assert alternatives.missing(put(draft, "en")) == [
        "This PDF has no tags, so screen readers may read it wrongly. "
        "Save it again as a PDF with tags, or add the same words as text."
    ]
    assert alternatives.missing(put(draft, "fr", upload=upload(jpeg()))) == [
        "A picture of words cannot be read aloud. Add the same words as text."
    ]
    assert alternatives.missing(put(draft, "en", text="<p>Read.</p>")) == []
    assert alternatives.missing(put(draft, "ar", upload=upload(docx()))) == []


def test_file_that_waits_for_its_scan_is_not_published():
    version = make_resource().versions.get()
    draft = actions.begin_version(version.resource, by=system())
    copy = put(draft)
    Copy.objects.filter(pk=copy.pk).update(scan=Scan.WAITING)
    with pytest.raises(Refused, match="Wait until every file was checked for viruses"):
        actions.publish_version(draft, what_changed="More.", by=system())
    Copy.objects.filter(pk=version.copies.get().pk).update(scan=Scan.INFECTED)
    assert list(Copy.objects.public()) == []
    assert put(version).scan == Scan.OFF
