"""A passkey in a real browser: people add one, sign out, and come back with it alone."""

from dataclasses import replace
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import override_settings
from django.utils import timezone

from accounts.roles import Role
from tests.factories.accounts import UserFactory
from tests.factories.programmes import ProgrammeFactory, user_with

from .browser import Remote
from .running import Running, installation
from .visitor import Visitor

pytestmark = pytest.mark.django_db(transaction=True)

PHONE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
"""A virtual authenticator that says yes at once, as a phone does after a finger on its sensor."""


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker, tmp_path_factory):
    """Under the name localhost: a passkey belongs to a name, never to an address of digits."""
    with (
        django_db_blocker.unblock(),
        installation("passkey", tmp_path_factory.mktemp("passkey")) as running,
        override_settings(MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN=True),
    ):
        yield replace(running, url=running.url.replace("127.0.0.1", "localhost"))


@pytest.fixture
def visitor(browser: Remote, site: Running):
    visitor = Visitor(browser, site, scripts=True)
    yield visitor
    visitor.leave()


def with_authenticator(visitor: Visitor) -> Remote:
    """The browser's own stand-in for a phone's passkeys; returns the session that drives it."""
    session = visitor.window.new_cdp_session(visitor.page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": PHONE})
    return session


def enter_with_code(visitor: Visitor, email: str) -> None:
    visitor.go("/sign-in/login/")
    visitor.page.locator("#id_code_email").fill(email)
    visitor.press("Send me a code")
    visitor.site.work()
    visitor.page.locator("input[name=code]").fill(visitor.site.sign_in_code(email))
    visitor.click("button[type=submit]")


def add_passkey(visitor: Visitor, name: str) -> None:
    visitor.go("/sign-in/2fa/webauthn/add/")
    visitor.page.locator("#id_name").fill(name)
    visitor.press("Add it")


def sign_out(visitor: Visitor) -> None:
    visitor.go("/sign-in/logout/")
    visitor.click("button[type=submit]")


def enter_with_passkey(visitor: Visitor) -> None:
    visitor.go("/sign-in/login/")
    visitor.press("Sign in with a passkey")
    visitor.page.wait_for_url("**/my/")


def test_an_officer_adds_a_passkey_and_comes_back_with_it_alone(visitor):
    officer = user_with(Role.OFFICER, programme=ProgrammeFactory(), email="olwen@example.org")
    with_authenticator(visitor)
    enter_with_code(visitor, officer.email)
    add_passkey(visitor, "My phone")
    [passkey] = Authenticator.objects.filter(user=officer, type=Authenticator.Type.WEBAUTHN)
    assert passkey.wrap().name == "My phone"

    sign_out(visitor)
    enter_with_passkey(visitor)
    visitor.go("/admin/pipeline/")
    assert visitor.page.locator("h1").inner_text() == "Pipeline"


def test_an_applicant_who_came_back_is_offered_a_passkey_and_needs_no_code_any_more(visitor):
    long_ago = timezone.now() - timedelta(days=3)
    user = UserFactory(email="farida@example.org", date_joined=long_ago)
    with_authenticator(visitor)
    enter_with_code(visitor, user.email)
    visitor.go("/my/")
    visitor.press("Add a passkey")
    visitor.page.locator("#id_name").fill("My phone")
    visitor.press("Add it")
    visitor.go("/my/")
    assert "Sign in without codes" not in visitor.text
    sign_out(visitor)
    enter_with_passkey(visitor)


def test_a_browser_without_the_passkey_stays_outside_and_hears_why(visitor):
    UserFactory(email="amal@example.org")
    session = with_authenticator(visitor)
    visitor.go("/sign-in/login/")
    visitor.page.get_by_role("button", name="Sign in with a passkey").click()
    note = visitor.page.locator("[data-passkey-failed]")
    note.wait_for(state="visible")
    assert "/sign-in/login/" in visitor.page.url
    session.send("WebAuthn.disable")
