"""Files on S3, proven against a real server with the storage settings of production."""

import hashlib
import urllib.error
import urllib.request
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
import time_machine
from django.core.files.storage import storages
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from applications.journey.states import State
from applications.training.actions import upload_plan
from applications.training.models import BusinessPlan
from config.environment import Environment
from config.settings.integrations.storage import storages as production_storages
from files import uploads
from files.actions import have_scanned, store
from files.kinds import SOUND
from files.models import Scan, StoredFile, Upload
from files.storage import short_link
from resources import actions as resource_actions
from resources.models import Copy
from tests.factories.accounts import UserFactory
from tests.factories.cms import make_image, make_site
from tests.factories.journey import ApplicationFactory
from tests.factories.resources import make_resource_page
from tests.factories.uploads import pdf, picture, upload, wav

from .s3_server import BUCKET, KEY, SECRET, s3_server
from .scanners import speaker

pytestmark = pytest.mark.django_db
LINK_SECONDS = 60


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with s3_server(tmp_path_factory.mktemp("s3")) as running:
        yield running


@pytest.fixture(autouse=True)
def on_s3(server, settings, monkeypatch):
    """The settings an operator makes: a bucket, its address, its keys."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", KEY)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)
    chosen = Environment(
        s3_bucket=BUCKET, s3_endpoint_url=server.url, s3_region="us-east-1",
        link_seconds=LINK_SECONDS,
    )  # fmt: skip
    settings.STORAGES = production_storages(chosen) | {
        "staticfiles": settings.STORAGES["staticfiles"]
    }
    # Django asks for a field's storage once, when it loads the model.
    for model in (BusinessPlan, StoredFile):
        monkeypatch.setattr(model._meta.get_field("file"), "storage", storages["private"])
    monkeypatch.setattr(Copy._meta.get_field("file"), "storage", storages["default"])


@pytest.fixture
def plan() -> BusinessPlan:
    application = ApplicationFactory(state=State.IN_TRAINING)
    return upload_plan(application=application, upload=upload(), by=application.applicant.user)


def address(plan: BusinessPlan) -> str:
    return reverse("training:plan_file", args=[plan.application.public_id, plan.version])


def fetch(url: str) -> tuple[int, bytes]:
    try:
        with urllib.request.urlopen(url, timeout=10) as response:
            return response.status, response.read()
    except urllib.error.HTTPError as refused:
        return refused.code, b""


def unsigned(url: str) -> str:
    return urlunsplit(urlsplit(url)._replace(query=""))


def files_below(folder: str) -> list[Path]:
    return [path for path in Path(folder).rglob("*") if path.is_file()]


def link_to(plan: BusinessPlan, sign_in) -> str:
    response = sign_in(plan.application.applicant.user).get(address(plan))
    assert response.status_code == 302
    return response["Location"]


def test_private_file_opens_by_its_short_link_alone(plan, sign_in, server):
    link = link_to(plan, sign_in)
    assert link.startswith(f"{server.url}/{BUCKET}/private/plans/")
    assert fetch(link) == (200, pdf())
    assert fetch(unsigned(link)) == (403, b"")
    assert fetch(link[:-1] + ("0" if link[-1] != "0" else "1")) == (403, b"")
    assert fetch(link.replace(f"Expires={LINK_SECONDS}", "Expires=9999")) == (403, b"")


def test_short_link_ends_after_its_seconds(plan, sign_in):
    for age, status in [(LINK_SECONDS - 20, 200), (LINK_SECONDS + 20, 403)]:
        with time_machine.travel(timezone.now() - timedelta(seconds=age)):
            link = link_to(plan, sign_in)
        assert fetch(link)[0] == status


def test_deleted_file_is_gone(plan, sign_in):
    link = link_to(plan, sign_in)
    plan.file.delete(save=False)
    assert fetch(link) == (404, b"")
    assert storages["private"].listdir(f"plans/{plan.application.public_id}")[1] == []


def test_picture_and_its_rendition_are_served_from_our_own_host_and_removable(
    client, django_capture_on_commit_callbacks
):
    image = make_image("Bakery")
    rendition = image.get_rendition("width-64|format-webp")
    for each in (image, rendition):
        assert each.file.url.startswith("/media/")
        response = client.get(each.file.url)
        assert (response.status_code, response.getvalue()) == (200, each.file.open().read())
    assert response["Content-Type"] == "image/webp"
    with django_capture_on_commit_callbacks(execute=True):
        image.delete()
    assert [client.get(each.file.url).status_code for each in (image, rendition)] == [404, 404]


def test_picture_is_not_readable_past_our_own_host(server):
    image = make_image("Bakery")
    assert fetch(f"{server.url}/{BUCKET}/public/{image.file.name}") == (403, b"")


def test_private_files_have_no_public_address(client, plan):
    assert client.get(f"/media/{plan.file.name}").status_code == 404
    assert client.get(f"/media/../private/{plan.file.name}").status_code == 400


def test_nothing_is_written_to_the_local_disk(plan, settings, tmp_path):
    make_image("Bakery").get_rendition("width-64")
    assert files_below(tmp_path) == []


def test_upload_in_parts_is_joined_scanned_and_opened_by_a_short_link(sign_in, settings, tmp_path):
    """Each part may meet another web process: only the bucket and the database know of it."""
    person, photo = UserFactory(), picture("JPEG", (900, 900), quality=95)
    with speaker() as settings.CLAMD_URL:
        upload_ = uploads.begin(name="a.jpg", size=len(photo), sets=["pictures"], by=person)
        for at in range(0, len(photo), 4000):
            fresh = Upload.objects.get(pk=upload_.pk)
            uploads.receive(fresh, at=at, chunks=[photo[at : at + 4000]])
        stored = uploads.finish(Upload.objects.get(pk=upload_.pk)).stored
        assert storages["private"].listdir("parts")[1] == []
        have_scanned(stored, by=User.objects.system())
    stored.refresh_from_db()
    link = sign_in(person).get(reverse("files:own", args=[stored.public_id]))["Location"]
    assert stored.scan == Scan.CLEAN
    assert hashlib.sha256(fetch(link)[1]).hexdigest() == stored.sha256
    assert fetch(unsigned(link)) == (403, b"")
    with time_machine.travel(timezone.now() - timedelta(seconds=LINK_SECONDS + 20)):
        old = short_link(stored.file, name="a.jpg")
    assert fetch(old)[0] == 403
    assert files_below(tmp_path) == []


def test_sound_on_s3_plays_from_our_own_host(sign_in):
    sent = store(upload(wav(), "me.wav"), by=UserFactory(), allowed=SOUND)
    response = sign_in(sent.owner).get(
        reverse("files:own", args=[sent.public_id]), headers={"Range": "bytes=4-43"}
    )
    assert (response.status_code, response.content) == (206, wav()[4:44])


def test_file_of_a_resource_comes_from_the_bucket_through_its_own_address(client):
    make_site()
    page = make_resource_page("en")
    address = "/resources/how-to-apply/v1/en/how-to-apply-en-v1.pdf"
    response = client.get(address)
    content = b"".join(response.streaming_content)
    assert (content, int(response["Content-Length"])) == (pdf("1 en"), len(content))
    resource_actions.withdraw_version(page.resource.versions.get(), by=User.objects.system())
    assert client.get(address).status_code == 410
