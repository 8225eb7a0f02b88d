"""A form field for several files, as a browser without a script fills it in."""

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from files.actions import keep, store
from files.fields import UploadsField
from files.kinds import SOUND
from files.models import Scan, StoredFile
from tests.factories.accounts import UserFactory
from tests.factories.uploads import docx_with_macros, jpeg, pdf, png, upload, wav

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return UserFactory()


def filled(field: UploadsField, *new: SimpleUploadedFile, have=(), drop=()) -> forms.Form:
    """A form with `field`, sent with these files."""
    data = QueryDict(mutable=True)
    data["papers-have"] = " ".join(str(each.public_id) for each in have)
    data.setlist("papers-drop", [str(each.public_id) for each in drop])
    kind = type("PapersForm", (forms.Form,), {"papers": field})
    return kind(data, MultiValueDict({"papers": list(new)}))


def names(form: forms.Form) -> list[str]:
    ids = form.cleaned_data["papers"]
    found = {str(each.public_id): each.name for each in StoredFile.objects.all()}
    return [found[each] for each in ids]


def test_many_files_are_taken_in_at_once(person):
    form = filled(
        UploadsField(by=person),
        upload(pdf(), "a.pdf"),
        upload(jpeg(), "b.jpeg"),
        upload(png(), "c"),
    )
    assert form.is_valid()
    assert names(form) == ["a.pdf", "b.jpg", "c.png"]


def test_refused_files_are_named_and_the_others_kept(person):
    field = UploadsField(by=person)
    form = filled(
        field,
        upload(pdf(), "a.pdf"),
        upload(docx_with_macros(), "b.docx"),
        upload(b"words", "c.txt"),
    )
    assert form.errors == {
        "papers": [
            "“b.docx” has small programs inside (macros). Save it as PDF.",
            "“c.txt” is not a kind of file we can open. Send one of these: "
            "PDF, DOCX, ODT, XLSX, ODS, PPTX, ODP, JPG, PNG, WEBP, HEIC.",
        ]
    }
    [kept] = StoredFile.objects.all()
    assert form.fields["papers"].taken == [str(kept.public_id)]
    html = str(form["papers"])
    assert (html.count("a.pdf"), html.count(f'value="{kept.public_id}"')) == (2, 2)


def test_files_that_are_here_stay_and_ticked_ones_go(person):
    first, second = (store(upload(each, "a"), by=person) for each in (pdf(), png()))
    form = filled(UploadsField(by=person), upload(jpeg(), "c"), have=(first, second), drop=[first])
    assert form.is_valid()
    assert names(form) == ["a.png", "c.jpg"]


def test_files_of_others_cannot_be_named(person):
    theirs = store(upload(), by=UserFactory())
    used = store(upload(), by=person)
    keep(used)
    there = store(upload(), by=UserFactory())
    keep(there)
    field = UploadsField(by=person, there=[str(there.public_id)])
    form = filled(field, have=(theirs, used, there))
    assert form.is_valid()
    assert form.cleaned_data["papers"] == [str(there.public_id)]


@pytest.mark.parametrize("rubbish", ["", "no-id", "../../x", "'; drop"])
def test_rubbish_among_the_ids_is_left_out(person, rubbish):
    form = filled(UploadsField(by=person, required=False))
    form.data["papers-have"] = rubbish
    assert form.is_valid()
    assert form.cleaned_data["papers"] == []


def test_no_file_where_one_is_needed_is_said(person):
    assert filled(UploadsField(by=person)).errors == {"papers": ["This field is required."]}


def test_one_file_too_many_is_named(person):
    form = filled(UploadsField(by=person, most=1), upload(pdf(), "a.pdf"), upload(pdf(), "b.pdf"))
    assert form.errors["papers"] == ["“b.pdf” is one too many. You can send 1 file."]


def test_recording_that_is_too_long_is_named(person):
    field = UploadsField(by=person, sets=("sound",), most=1, longest=90)
    assert filled(field, upload(wav(90), "ok.wav")).is_valid()
    field = UploadsField(by=person, sets=("sound",), most=1, longest=90)
    assert filled(field, upload(wav(100), "long.wav")).errors["papers"] == [
        "“long.wav” is too long. It can be 90 seconds. Record a shorter one."
    ]


def test_file_that_went_up_before_must_be_of_a_kind_that_is_asked_for(person):
    sound = store(upload(wav(), "talk.wav"), by=person, allowed=SOUND)
    form = filled(UploadsField(by=person), have=[sound])
    assert form.errors["papers"] == ["“talk.wav” is not a kind of file for this question."]


def test_file_with_a_virus_must_be_sent_again(person):
    bad = store(upload(), by=person)
    StoredFile.objects.filter(pk=bad.pk).update(scan=Scan.INFECTED)
    form = filled(UploadsField(by=person), have=[bad])
    assert form.errors["papers"] == ["“plan.pdf” had a virus, so we deleted it. Send another file."]


def test_phone_is_asked_for_its_camera(person):
    field = UploadsField(by=person, sets=("pictures",), capture="environment")
    html = str(filled(field)["papers"])
    assert ('capture="environment"' in html, 'accept="image/jpeg,' in html) == (True, True)
