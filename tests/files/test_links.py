"""Private files come by short links only."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.utils import timezone
from storages.backends.s3 import S3Storage

from config.environment import Environment
from files.storage import private, short_link

pytestmark = pytest.mark.django_db


class Held:
    """Stands where a model's FileField would."""

    def __init__(self, name: str, storage):
        self.name, self.storage = name, storage


@pytest.fixture
def link() -> str:
    name = private().save("plans/one.html", ContentFile(b"<script>alert(1)</script>"))
    return short_link(Held(name, private()), name="Mein Plan ü.html")


def test_link_gives_the_file_as_a_download_that_no_browser_runs(client, link):
    response = client.get(link)
    assert b"".join(response.streaming_content) == b"<script>alert(1)</script>"
    assert {
        name: response[name]
        for name in (
            "Content-Disposition",
            "X-Content-Type-Options",
            "Content-Security-Policy",
            "Cache-Control",
            "Referrer-Policy",
        )
    } == {
        "Content-Disposition": "attachment; filename*=utf-8''Mein%20Plan%20%C3%BC.html",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cache-Control": "private, no-store",
        "Referrer-Policy": "no-referrer",
    }


def test_link_without_a_name_is_a_download_too(client):
    name = private().save("plans/two.pdf", ContentFile(b"%PDF-1.4"))
    response = client.get(private().url(name))
    assert response["Content-Disposition"] == 'attachment; filename="two.pdf"'


def test_link_ends_after_its_time(client, link):
    later = timezone.now() + timedelta(seconds=Environment().link_seconds + 1)
    with time_machine.travel(later, tick=False):
        assert client.get(link).status_code == 404


def test_link_that_was_altered_is_not_found(client, link):
    assert client.get(link[:-2] + "x/").status_code == 404


def test_link_to_a_file_that_went_away_is_not_found(client, link):
    private().delete("plans/one.html")
    assert client.get(link).status_code == 404


def test_private_files_have_no_public_address(client):
    name = private().save("plans/three.pdf", ContentFile(b"%PDF-1.4"))
    assert client.get(f"/media/{name}").status_code == 404
    assert client.get(f"/files/{name}").status_code == 404


@pytest.fixture
def on_s3(settings):
    settings.STORAGES = settings.STORAGES | {
        "private": {
            "BACKEND": "storages.backends.s3.S3Storage",
            "OPTIONS": {
                "bucket_name": "grants",
                "location": "private",
                "region_name": "eu-west-2",
                "querystring_auth": True,
                "querystring_expire": 300,
                "signature_version": "s3v4",
                "access_key": "AKIAINVENTED",
                "secret_key": "invented",
            },
        }
    }
    return storages["private"]


def test_link_on_s3_is_presigned_by_s3_and_expires(on_s3):
    assert isinstance(private(), S3Storage)
    link = urlsplit(short_link(Held("plans/one.pdf", private()), name="plan.pdf"))
    query = {key: value for key, [value] in parse_qs(link.query).items()}
    assert link.path == "/private/plans/one.pdf"
    assert query["X-Amz-Expires"] == "300"
    assert query["response-content-disposition"] == 'attachment; filename="plan.pdf"'
    assert len(query["X-Amz-Signature"]) == 64


def test_our_own_links_are_closed_when_files_live_on_s3(client, link, on_s3):
    assert client.get(link).status_code == 404
