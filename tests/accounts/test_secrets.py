"""Second-factor secrets can't be read from the database."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from cryptography.fernet import Fernet
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


def test_a_key_of_the_wrong_length_is_refused_at_the_start():
    with pytest.raises(ValidationError, match="32 bytes"):
        Environment(encryption_keys=["short"])
