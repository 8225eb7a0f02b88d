"""Security headers on every page outside Wagtail's admin, and what the admin keeps."""

import pytest
from django.test import Client

from accounts.roles import Role
from tests.factories.accounts import UserFactory
from tests.factories.programmes import user_with
from tests.sessions import signed_in

pytestmark = pytest.mark.django_db
STRICT = {
    "default-src 'self'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
}


def policy(response) -> set[str]:
    return {part.strip() for part in response.headers["Content-Security-Policy"].split(";")}


@pytest.mark.parametrize("path", ["/sign-in/login/", "/my/", "/my/profile/", "/no-such-page/"])
def test_pages_outside_the_admin_have_the_strict_policy(path):
    response = signed_in(UserFactory()).get(path)
    assert policy(response) >= STRICT
    assert "unsafe" not in response.headers["Content-Security-Policy"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in response.headers["Permissions-Policy"]


@pytest.mark.parametrize("path", ["/sign-in/login/", "/sign-in/2fa/webauthn/add/"])
def test_passkey_pages_hold_no_inline_script_and_no_inline_style(path):
    client = signed_in(UserFactory()) if "2fa" in path else Client()
    response = client.get(path)
    assert response.status_code == 200
    html = response.content.decode()
    scripts = [tag for tag in html.split("<script")[1:] if "src=" not in tag.split(">")[0]]
    assert [tag for tag in scripts if 'type="application/json"' not in tag.split(">")[0]] == []
    assert "<style" not in html
    assert " style=" not in html
    assert " onclick=" not in html


def test_the_admin_may_not_be_framed_by_others_nor_load_from_elsewhere():
    response = signed_in(user_with(Role.OFFICER)).get("/admin/")
    assert policy(response) == {
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    }
