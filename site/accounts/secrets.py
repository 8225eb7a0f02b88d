"""Encrypts what must be stored but never read by chance, such as second-factor secrets."""

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet

from config.environment import Environment


def box() -> MultiFernet:
    """Encrypts with the first of ENCRYPTION_KEYS and decrypts with any of them."""
    return MultiFernet([Fernet(key) for key in Environment().encryption_keys])


class SealedSecrets(DefaultMFAAdapter):
    """allauth's adapter for second factors: its secrets are encrypted in the database.

    Decrypting what no key fits raises cryptography's InvalidToken.
    """

    def encrypt(self, text: str) -> str:
        return box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return box().decrypt(encrypted_text.encode()).decode()
