"""Uploads in parts that go on after the network was lost (tus 1.0.0)."""

import base64
import hashlib
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from files import uploads
from files.actions import keep, store
from files.models import StoredFile, Upload, UploadPart
from files.storage import private
from files.tasks import forget
from tests.factories.accounts import UserFactory
from tests.factories.uploads import jpeg, pdf, picture, upload, wav

pytestmark = pytest.mark.django_db
TUS = {"Tus-Resumable": "1.0.0"}
PHOTO = picture("JPEG", (900, 900), quality=95)


@pytest.fixture
def person(sign_in):
    user = UserFactory()
    client = sign_in(user)
    client.user = user
    return client


def b64(value: bytes) -> str:
    return base64.b64encode(value).decode()


def begin(person, size: int, name: str = "photo.jpg", kinds: str = "pictures", **more: str):
    told = f"filename {b64(name.encode())},kinds {b64(kinds.encode())}"
    headers = TUS | {"Upload-Length": str(size), "Upload-Metadata": told} | more
    return person.post(reverse("files:uploads"), headers=headers)


def send(person, url: str, at: int, body: bytes, **more: str):
    return person.patch(
        url,
        body,
        content_type="application/offset+octet-stream",
        headers=TUS | {"Upload-Offset": str(at)} | more,
        CONTENT_TYPE="application/offset+octet-stream",
    )


def how_far(person, url: str) -> int:
    return int(person.head(url, headers=TUS)["Upload-Offset"])


def test_upload_in_parts_becomes_one_checked_file(person):
    url = begin(person, len(PHOTO))["Location"]
    half = len(PHOTO) // 2
    assert send(person, url, 0, PHOTO[:half])["Upload-Offset"] == str(half)
    last = send(person, url, half, PHOTO[half:])
    assert (last.status_code, last["Upload-Offset"]) == (204, str(len(PHOTO)))
    stored = StoredFile.objects.get(public_id=last["Upload-File"])
    assert (stored.owner, stored.name) == (person.user, "photo.jpg")
    direct = store(upload(PHOTO, "photo.jpg"), by=person.user)
    assert stored.sha256 == direct.sha256
    assert (UploadPart.objects.count(), private().listdir("parts")) == (0, ([], []))


def test_upload_goes_on_from_where_the_network_was_lost(person):
    url = begin(person, len(PHOTO))["Location"]
    send(person, url, 0, PHOTO[:100])
    assert how_far(person, url) == 100
    assert send(person, url, 0, PHOTO[:200]).status_code == 409
    assert send(person, url, 150, PHOTO[150:]).headers["Upload-Offset"] == "100"
    assert send(person, url, 100, PHOTO[100:]).status_code == 204
    assert how_far(person, url) == len(PHOTO)


def test_upload_killed_before_its_parts_were_joined_is_joined_at_the_next_question(person):
    upload_ = Upload.objects.get(public_id=begin(person, len(PHOTO))["Location"].split("/")[-2])
    uploads.receive(upload_, at=0, chunks=[PHOTO[:500], PHOTO[500:]])
    answer = person.head(reverse("files:upload", args=[upload_.public_id]), headers=TUS)
    assert StoredFile.objects.filter(public_id=answer["Upload-File"]).count() == 1


def test_finishing_twice_takes_the_file_in_once(person):
    url = begin(person, len(PHOTO))["Location"]
    first = send(person, url, 0, PHOTO)["Upload-File"]
    assert person.head(url, headers=TUS)["Upload-File"] == first
    assert StoredFile.objects.count() == 1


def test_part_with_a_wrong_checksum_is_not_kept(person):
    url = begin(person, len(PHOTO))["Location"]
    right = b64(hashlib.sha256(PHOTO).digest())
    changed = PHOTO[:-1] + b"!"
    assert (
        send(person, url, 0, changed, **{"Upload-Checksum": f"sha256 {right}"}).status_code == 460
    )
    assert send(person, url, 0, PHOTO, **{"Upload-Checksum": "md5 x"}).status_code == 400
    assert how_far(person, url) == 0
    assert send(person, url, 0, PHOTO, **{"Upload-Checksum": f"sha256 {right}"}).status_code == 204


def test_upload_of_another_kind_is_refused_with_its_name_and_the_reason(person):
    url = begin(person, len(pdf()), "photo.jpg")["Location"]
    refused = send(person, url, 0, pdf())
    assert (refused.status_code, refused.content.decode()) == (
        422,
        "“photo.jpg” is not a kind of file we can open. Send one of these: JPG, PNG, WEBP, HEIC.",
    )
    assert StoredFile.objects.count() == 0
    assert send(person, url, len(pdf()), b"").status_code == 422


def test_more_bytes_than_announced_are_not_kept(person):
    url = begin(person, 10)["Location"]
    assert send(person, url, 0, PHOTO).status_code == 409
    assert how_far(person, url) == 0


@pytest.mark.parametrize(
    ("size", "kinds", "status", "said"),
    [
        (0, "pictures", 413, "“photo.jpg” is empty. Choose another file."),
        (26 * 1024**2, "pictures", 413, "“photo.jpg” is too large. Files can be up to 25 MB."),
        (26 * 1024**2, "pictures film", 413, "“photo.jpg” is too large. Files can be up to 25 MB."),
        (26 * 1024**2, "film", 201, ""),
        (1, "programs", 400, ""),
    ],
)
def test_size_and_kinds_are_looked_at_before_anything_is_sent(person, size, kinds, status, said):
    answer = begin(person, size, kinds=kinds)
    assert (answer.status_code, answer.content.decode()) == (status, said)


def test_one_person_has_so_many_uploads_at_once(person):
    for _number in range(uploads.MOST_AT_ONCE):
        begin(person, 10)
    assert begin(person, 10).status_code == 429
    Upload.objects.update(expires_at=timezone.now())
    assert begin(person, 10).status_code == 201


def test_one_person_has_so_many_bytes_at_once(person):
    assert [begin(person, 99 * 1024**2, kinds="film").status_code for _each in range(4)] == [
        201, 201, 201, 429,
    ]  # fmt: skip


def test_upload_that_is_called_off_leaves_nothing(person):
    url = begin(person, len(PHOTO))["Location"]
    send(person, url, 0, PHOTO[:100])
    [part] = UploadPart.objects.all()
    assert person.delete(url, headers=TUS).status_code == 204
    assert (Upload.objects.count(), private().exists(part.path)) == (0, False)
    assert person.head(url, headers=TUS).status_code == 404


def test_uploads_and_files_that_nothing_took_up_go_after_a_day(person):
    url = begin(person, len(PHOTO))["Location"]
    send(person, url, 0, PHOTO[:100])
    [part] = UploadPart.objects.all()
    left, taken = (store(upload(each, "a.jpg"), by=person.user) for each in (jpeg(), PHOTO))
    keep(taken)
    forget(timestamp=0)
    assert (Upload.objects.count(), StoredFile.objects.count()) == (1, 2)
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        forget(timestamp=0)
    assert (Upload.objects.count(), list(StoredFile.objects.all())) == (0, [taken])
    assert [private().exists(each) for each in (part.path, left.path, taken.path)] == [
        False, False, True,
    ]  # fmt: skip


def test_upload_is_its_owners_alone(person, sign_in, client):
    url = begin(person, len(PHOTO))["Location"]
    other = sign_in(UserFactory())
    assert other.head(url, headers=TUS).status_code == 404
    assert send(other, url, 0, PHOTO).status_code == 404
    assert client.head(url, headers=TUS).status_code == 401
    assert begin(client, 10).status_code == 401


def test_abilities_are_told_and_other_versions_refused(person):
    told = person.options(reverse("files:uploads"), headers=TUS)
    assert (told.status_code, told["Tus-Version"], told["Tus-Extension"]) == (
        204,
        "1.0.0",
        "creation,checksum,expiration,termination",
    )
    assert begin(person, 10, **{"Tus-Resumable": "0.2.2"}).status_code == 412


def test_foreign_page_cannot_begin_an_upload(person):
    person.handler.enforce_csrf_checks = True
    assert begin(person, 10).status_code == 403


def test_large_upload_is_kept_in_parts_of_four_megabytes(person, monkeypatch):
    sound = wav(seconds=600)
    url = begin(person, len(sound), "talk.wav", kinds="sound")["Location"]
    cut = len(sound) - 1
    send(person, url, 0, sound[:cut])
    assert list(UploadPart.objects.values_list("offset", flat=True)) == [0, 4 * 1024**2]
    done = send(person, url, cut, sound[cut:])
    assert (done.status_code, done.content) == (204, b"")
    stored = StoredFile.objects.get(public_id=done["Upload-File"])
    assert (stored.seconds, stored.sha256) == (600, hashlib.sha256(sound).hexdigest())


def test_part_that_another_process_took_already_is_not_kept_twice(person):
    url = begin(person, len(PHOTO))["Location"]
    here, there = (Upload.objects.get(public_id=url.split("/")[-2]) for _each in range(2))
    uploads.receive(here, at=0, chunks=[PHOTO[:100]])
    with pytest.raises(uploads.WrongPlace) as refused:
        uploads.receive(there, at=0, chunks=[PHOTO[:200]])
    assert refused.value.received == 100
    [part] = UploadPart.objects.all()
    assert private().listdir("parts")[1] == [part.path.removeprefix("parts/")]
    assert send(person, url, 100, PHOTO[100:]).status_code == 204
