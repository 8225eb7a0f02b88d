"""Encrypts what must be stored but never read by chance, such as second-factor secrets."""

import json
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.db import transaction

from config.environment import Environment


class NotOurs(ValueError):
    """The sealed text was altered, made for something else, too old, or sealed with a lost key."""


def box() -> MultiFernet:
    """Encrypts with the first of ENCRYPTION_KEYS and decrypts with any of them."""
    return MultiFernet([Fernet(key) for key in Environment().encryption_keys])


def seal(value: Any, *, purpose: str) -> str:
    """Encrypt a JSON value; it opens only for the same purpose."""
    return box().encrypt(json.dumps([purpose, value]).encode()).decode()


def unseal(text: str, *, purpose: str, seconds: int | None = None) -> Any:
    """The sealed value. Raises NotOurs when it can't be trusted or is older than `seconds`."""
    try:
        made_for, value = json.loads(box().decrypt(text, ttl=seconds))
    except InvalidToken as refused:
        raise NotOurs from refused
    if made_for != purpose:
        raise NotOurs
    return value


class SealedSecrets(DefaultMFAAdapter):
    """allauth's adapter for second factors: its secrets are encrypted in the database.

    Decrypting what no key fits raises cryptography's InvalidToken.
    """

    def encrypt(self, text: str) -> str:
        return box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return box().decrypt(encrypted_text.encode()).decode()


@transaction.atomic
def reseal() -> int:
    """Seal every second-factor secret with the newest key; returns how many second factors.

    Nothing is changed when one of them opens with none of the keys: cryptography's InvalidToken.
    """
    held = Authenticator.objects.select_for_update().exclude(type=Authenticator.Type.WEBAUTHN)
    sealed = list(held.order_by("pk"))
    for each in sealed:
        each.data |= _resealed(each.data)
    Authenticator.objects.bulk_update(sealed, ["data"], batch_size=500)
    return len(sealed)


def _resealed(data: dict[str, Any]) -> dict[str, Any]:
    """What allauth encrypts of a code app (`secret`) and of recovery codes."""
    again: dict[str, Any] = {
        name: _rotated(data[name]) for name in ("secret", "seed") if name in data
    }
    if codes := data.get("migrated_codes"):
        again["migrated_codes"] = [_rotated(code) for code in codes]
    return again


def _rotated(text: str) -> str:
    return box().rotate(text.encode()).decode()
