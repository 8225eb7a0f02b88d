"""Applicants are offered a passkey once, can refuse it for good, and are never locked out by it."""

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.utils import timezone

import audit.record
from accounts.roles import Role
from applications.journey.states import State
from tests.factories.accounts import UserFactory
from tests.factories.journey import ApplicationFactory
from tests.factories.programmes import user_with
from tests.sessions import signed_in

from .test_sign_in import enter

pytestmark = pytest.mark.django_db
A_DAY_AGO = timezone.now() - timedelta(days=1, minutes=1)


def is_offered(user, client=None) -> bool:
    return (client or signed_in(user)).get("/my/").context["offers_passkey"]


def with_passkey(user):
    Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data={})
    return user


def test_a_passkey_is_not_offered_at_the_first_sign_in():
    assert is_offered(UserFactory()) is False


def test_a_passkey_is_offered_to_who_came_back():
    assert is_offered(UserFactory(date_joined=A_DAY_AGO)) is True


@pytest.mark.parametrize(("state", "offered"), [(State.DRAFT, False), (State.SUBMITTED, True)])
def test_a_passkey_is_offered_once_an_application_was_sent(state, offered):
    user = UserFactory()
    ApplicationFactory(user=user, state=state)
    assert is_offered(user) is offered


def test_a_passkey_is_not_offered_to_who_has_one():
    assert is_offered(with_passkey(UserFactory(date_joined=A_DAY_AGO))) is False


def test_a_passkey_is_not_offered_on_a_phone_that_others_use():
    user = UserFactory(date_joined=A_DAY_AGO)
    client = signed_in(user)
    client.post("/my/shared-phone/", {"pin": "2580"})
    assert is_offered(user, client) is False


def test_staff_hear_of_passkeys_elsewhere():
    assert is_offered(user_with(Role.OFFICER, date_joined=A_DAY_AGO)) is False


def test_no_is_heard_once_and_kept():
    user = UserFactory(date_joined=A_DAY_AGO)
    client = signed_in(user)
    for _each in range(2):
        assert client.post("/my/no-passkey/").headers["Location"] == "/my/"
    assert is_offered(user, client) is False
    assert [each.action for each in audit.record.history(user)] == ["accounts.refuse_passkey"]


def test_who_lost_the_phone_with_the_passkey_still_gets_in_by_code(client):
    user = with_passkey(UserFactory())
    enter(client, user.email)
    assert client.session["_auth_user_id"] == str(user.pk)


def test_an_officer_with_a_passkey_is_still_asked_for_it_after_a_code(client):
    enter(client, with_passkey(user_with(Role.OFFICER)).email)
    assert "_auth_user_id" not in client.session


def test_the_page_to_add_one_opens_for_who_signed_in_long_ago():
    user = UserFactory(date_joined=A_DAY_AGO)
    client = signed_in(user, second_factor=False)
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        assert client.get("/sign-in/2fa/webauthn/add/").status_code == 200
