"""Staff prove a second step at every sign-in, and set one up before anything else."""

import re
from urllib.parse import urlencode

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client

from accounts.roles import Role
from tests.factories.accounts import UserFactory
from tests.factories.programmes import user_with
from tests.sessions import signed_in

from .test_sign_in import enter

pytestmark = pytest.mark.django_db
SET_UP = "/sign-in/2fa/totp/activate/"
PROVE = "/sign-in/2fa/reauthenticate/"


def code_now(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return f"{hotp_value(secret, counter):06d}"


@pytest.mark.parametrize("role", [Role.OFFICER, Role.CHAIR, Role.FINANCE_PAYER, Role.EDITOR])
@pytest.mark.parametrize("path", ["/admin/", "/my/", "/styleguide/"])
def test_staff_without_a_second_step_are_sent_to_set_one_up(role, path):
    response = signed_in(user_with(role), second_factor=False).get(path)
    assert response.headers["Location"] == f"{SET_UP}?{urlencode({'next': path})}"


@pytest.mark.parametrize("role", [Role.JUDGE, Role.MENTOR])
def test_judges_and_mentors_need_none(role):
    response = signed_in(user_with(role), second_factor=False).get("/my/")
    assert response.status_code == 200


def test_applicants_need_none():
    assert signed_in(UserFactory(), second_factor=False).get("/my/").status_code == 200


def test_a_session_that_did_not_prove_it_is_sent_to_prove_it():
    officer = user_with(Role.OFFICER)
    secret = generate_totp_secret()
    TOTP.activate(officer, secret)
    client = signed_in(officer, second_factor=False)
    response = client.get("/admin/")
    assert response.headers["Location"] == f"{PROVE}?next=%2Fadmin%2F"
    proven = client.post(PROVE, {"code": code_now(secret), "next": "/admin/"})
    assert proven.headers["Location"] == "/admin/"
    assert client.get("/my/").status_code == 200


def test_another_users_proof_does_not_count():
    officer, other = user_with(Role.OFFICER), UserFactory()
    client = signed_in(officer)
    session = client.session
    session["account_authentication_methods_user"] = str(other.pk)
    session.save()
    assert client.get("/my/").headers["Location"].startswith(SET_UP)


def test_a_role_given_during_a_session_asks_for_the_second_step_at_once():
    user = UserFactory()
    client = signed_in(user, second_factor=False)
    assert client.get("/my/").status_code == 200
    user.assignments.create(role=Role.OFFICER)
    assert client.get("/my/").headers["Location"].startswith(SET_UP)


def test_setting_up_the_app_proves_it_and_gives_recovery_codes(monkeypatch):
    # A test's transaction never commits; allauth tells us of the factor when it does.
    monkeypatch.setattr("django.db.transaction.on_commit", lambda then: then())
    client = Client()
    officer = user_with(Role.OFFICER)
    enter(client, officer.email)
    page = client.get(SET_UP)
    secret = page.context["form"].secret
    client.post(SET_UP, {"code": code_now(secret)})
    assert client.get("/my/").status_code == 200
    codes = client.get("/sign-in/2fa/recovery-codes/").content.decode()
    assert len(re.findall(r"\b[0-9a-f]{8}\b", codes)) >= 10
    stored = Authenticator.objects.get(user=officer, type="totp").data["secret"]
    assert secret not in stored


def test_signing_in_with_a_second_step_asks_for_it():
    client, officer = Client(), user_with(Role.OFFICER)
    secret = generate_totp_secret()
    TOTP.activate(officer, secret)
    enter(client, officer.email)
    assert "_auth_user_id" not in client.session
    client.post("/sign-in/2fa/authenticate/", {"code": code_now(secret)})
    assert client.session["_auth_user_id"] == str(officer.pk)
    assert client.get("/my/").status_code == 200


def test_a_recovery_code_counts_once():
    officer = user_with(Role.OFFICER)
    TOTP.activate(officer, generate_totp_secret())
    code = RecoveryCodes.activate(officer).get_unused_codes()[0]
    for expected in (str(officer.pk), None):
        client = Client()
        enter(client, officer.email)
        client.post("/sign-in/2fa/authenticate/", {"code": code})
        assert client.session.get("_auth_user_id") == expected


def test_staff_can_not_take_off_their_last_second_step():
    officer = user_with(Role.OFFICER)
    secret = generate_totp_secret()
    TOTP.activate(officer, secret)
    client = signed_in(officer, second_factor=False)
    client.post(PROVE, {"code": code_now(secret)})
    client.post("/sign-in/2fa/totp/deactivate/", {})
    assert Authenticator.objects.filter(user=officer, type="totp").count() == 1


def test_a_signed_in_person_without_business_in_the_admin_is_refused():
    assert signed_in(user_with(Role.JUDGE)).get("/admin/").status_code == 403
