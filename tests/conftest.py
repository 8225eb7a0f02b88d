"""What every test may use."""

import pytest
from django.test import Client

from accounts.models import User


@pytest.fixture
def sign_in(client: Client):
    """`sign_in(user)` returns a client with that user's session, second factor included."""

    def enter(user: User) -> Client:
        other = Client()
        other.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        session = other.session
        session["account_authentication_methods"] = [{"method": "mfa", "type": "totp"}]
        session.save()
        return other

    return enter


@pytest.fixture(autouse=True)
def files_in_a_folder_of_their_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "public"
