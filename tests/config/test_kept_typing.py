"""A session that ends while a person types costs them nothing, and tells nobody else."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from tests.accounts.test_sign_in import enter
from tests.factories.accounts import UserFactory
from tests.sessions import signed_in

pytestmark = pytest.mark.django_db
PROFILE = "/my/profile/"
TYPED = {
    "display_name": "Warm Bread Together",
    "language": "en",
    "preferred_channel": "email",
    "access_needs": "I come by wheelchair, and I need a break each hour.",
}


def with_ended_session(user) -> Client:
    client = signed_in(user)
    Session.objects.update(expire_date=timezone.now() - timedelta(minutes=1))
    return client


def test_an_ended_session_on_a_page_leads_to_sign_in_and_back():
    response = with_ended_session(UserFactory()).get(f"{PROFILE}?from=here")
    assert response.headers["Location"] == "/sign-in/login/?next=/my/profile/%3Ffrom%3Dhere"


def test_what_was_typed_is_offered_again_and_sent():
    user = UserFactory()
    client = with_ended_session(user)
    refused = client.post(PROFILE, TYPED)
    assert refused.headers["Location"] == "/sign-in/login/?next=%2Fmy%2Fkept%2F"
    enter(client, user.email)
    page = client.get("/my/kept/")
    assert page.context["words"] == [TYPED["display_name"], TYPED["access_needs"]]
    assert dict(page.context["kept"]["fields"]) == TYPED
    client.post(page.context["kept"]["path"], dict(page.context["kept"]["fields"]))
    user.person.refresh_from_db()
    assert user.person.access_needs == TYPED["access_needs"]
    assert "kept_typing" not in client.session


def test_what_was_typed_is_not_shown_to_the_next_person_on_the_phone():
    client = with_ended_session(UserFactory())
    client.post(PROFILE, TYPED)
    enter(client, UserFactory().email)
    assert client.get("/my/kept/").headers["Location"] == "/my/"
    assert "kept_typing" not in client.session


def test_what_was_typed_is_sealed_and_goes_after_an_hour():
    user = UserFactory()
    client = with_ended_session(user)
    client.post(PROFILE, TYPED)
    assert "wheelchair" not in client.session["kept_typing"]
    enter(client, user.email)
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        assert client.get("/my/kept/").headers["Location"] == "/my/"


def test_secrets_are_never_kept():
    user = UserFactory()
    client = with_ended_session(user)
    client.post(PROFILE, TYPED | {"password1": "four quiet blue birds", "iban": "GB33 1234"})
    enter(client, user.email)
    assert dict(client.get("/my/kept/").context["kept"]["fields"]) == TYPED


def test_letting_it_go_leads_to_the_page():
    user = UserFactory()
    client = with_ended_session(user)
    client.post(PROFILE, TYPED)
    enter(client, user.email)
    assert client.post("/my/kept/").headers["Location"] == PROFILE
    assert client.get("/my/kept/").headers["Location"] == "/my/"


def test_words_of_nobody_known_are_shown_for_copying_and_not_kept():
    client = Client()
    response = client.post(PROFILE, TYPED)
    assert (response.status_code, response.context["words"]) == (
        401,
        [TYPED["display_name"], TYPED["access_needs"]],
    )
    assert "kept_typing" not in client.session


def test_a_run_out_token_shows_the_words_and_changes_nothing():
    user = UserFactory()
    client = Client(enforce_csrf_checks=True)
    client.cookies = signed_in(user).cookies
    response = client.post(PROFILE, TYPED)
    assert (response.status_code, response.context["words"]) == (
        403,
        [TYPED["display_name"], TYPED["access_needs"]],
    )
    user.person.refresh_from_db()
    assert user.person.access_needs == ""


def test_another_sites_words_are_not_shown():
    client = Client(enforce_csrf_checks=True, headers={"Origin": "https://evil.example"})
    assert client.post(PROFILE, TYPED).context["words"] == []


def test_a_scripts_request_is_left_alone():
    client = with_ended_session(UserFactory())
    client.post(PROFILE, TYPED, headers={"Sec-Fetch-Mode": "cors"})
    assert "kept_typing" not in client.session
