"""Second-factor secrets can't be read from the database."""

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from cryptography.fernet import Fernet, InvalidToken
from django.core.management import call_command
from pydantic import ValidationError

from accounts.secrets import SealedSecrets
from config.environment import Environment
from tests.factories.accounts import UserFactory


@pytest.mark.django_db
def test_totp_secret_is_sealed_in_the_database():
    sealed = TOTP.activate(UserFactory(), "JBSWY3DPEHPK3PXP").instance.data["secret"]
    assert "JBSWY3DPEHPK3PXP" not in sealed
    assert SealedSecrets().decrypt(sealed) == "JBSWY3DPEHPK3PXP"


def test_old_key_still_opens_what_it_sealed(monkeypatch):
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    monkeypatch.setenv("ENCRYPTION_KEYS", old)
    sealed = SealedSecrets().encrypt("secret")
    monkeypatch.setenv("ENCRYPTION_KEYS", f"{new},{old}")
    assert SealedSecrets().decrypt(sealed) == "secret"


@pytest.mark.django_db
def test_old_key_can_go_after_resealing(monkeypatch):
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    monkeypatch.setenv("ENCRYPTION_KEYS", old)
    user = UserFactory()
    app = TOTP.activate(user, "JBSWY3DPEHPK3PXP").instance
    codes = RecoveryCodes.activate(user)
    printed = codes.generate_codes()
    monkeypatch.setenv("ENCRYPTION_KEYS", f"{new},{old}")
    call_command("reseal")

    monkeypatch.setenv("ENCRYPTION_KEYS", new)
    app.refresh_from_db()
    codes.instance.refresh_from_db()
    assert SealedSecrets().decrypt(app.data["secret"]) == "JBSWY3DPEHPK3PXP"
    assert codes.generate_codes() == printed


@pytest.mark.django_db
def test_resealing_without_the_old_key_changes_nothing(monkeypatch):
    app = TOTP.activate(UserFactory(), "JBSWY3DPEHPK3PXP").instance
    monkeypatch.setenv("ENCRYPTION_KEYS", Fernet.generate_key().decode())
    with pytest.raises(InvalidToken):
        call_command("reseal")
    sealed = app.data["secret"]
    app.refresh_from_db()
    assert app.data["secret"] == sealed


def test_a_key_of_the_wrong_length_is_refused_at_the_start():
    with pytest.raises(ValidationError, match="32 bytes"):
        Environment(encryption_keys=["short"])
