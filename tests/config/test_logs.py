"""What the log says of a request, and what it must never say."""

import logging

import pytest
from django.urls import reverse

from config.request_log import SECRET
from tests.access.walk import patterns
from tests.factories.accounts import UserFactory
from tests.factories.cms import make_consent
from tests.sessions import signed_in

pytestmark = pytest.mark.django_db
OPEN = {"code", "kind", "language", "name", "path", "section", "uidb36"}
"""Words in addresses that are no secrets."""


def lines(caplog) -> list:
    """Each line's event and request, or its text where it is not ours."""
    every = [record.msg for record in caplog.records if record.name.startswith("django")]
    return [(line["event"], line["request"]) if isinstance(line, dict) else line for line in every]


@pytest.fixture(autouse=True)
def at_the_usual_level(caplog):
    caplog.set_level(logging.INFO)


def test_a_request_is_one_line_without_what_was_typed(client, caplog):
    client.get("/search/?q=Amina+Haddad")
    assert lines(caplog) == [("request_finished", "GET /search/")]


def test_secret_of_a_link_is_not_in_the_log(client, caplog):
    client.get("/ar/consent/a-secret/")
    client.get("/consent/a-secret")
    client.post("/files/a-secret/")
    assert lines(caplog) == [
        ("request_finished", "GET /ar/consent/…/"),
        ("request_finished", "GET /consent"),
        ("request_finished", "POST /files/…/"),
    ]


def test_key_of_a_new_password_is_not_in_the_log(client, caplog):
    client.get("/sign-in/password/reset/key/1-a-secret/")
    assert lines(caplog) == [("request_finished", "GET /sign-in/password/reset/key/1-…/")]


def test_letter_about_a_mistake_does_not_carry_the_secret_of_the_page(client):
    page = client.get(reverse("consent", args=[make_consent().token]))
    assert str(page.context["tell_us_url"]).endswith("/consent/%E2%80%A6/")


def test_ids_stay_so_that_a_line_can_be_followed_up(caplog):
    client = signed_in(UserFactory())
    client.get(f"/files/own/{'0' * 8}-0000-4000-8000-{'0' * 12}/")
    assert lines(caplog) == [
        ("request_finished", "GET /files/own/00000000-0000-4000-8000-000000000000/")
    ]


def test_every_word_in_an_address_is_known_to_be_secret_or_not():
    words = {
        name
        for pattern in patterns()
        for name, kind in pattern.takes.items()
        if kind not in ("int", "uuid") and not pattern.route.startswith("admin/")
    }
    assert words - SECRET == OPEN
