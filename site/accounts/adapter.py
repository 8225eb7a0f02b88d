"""How allauth behaves here: our letters, our accounts, secrets sealed in the database."""

from typing import Any
from urllib.parse import urlsplit

import rules
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.models import Authenticator
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from notifications.actions import send
from notifications.letters import Recipient

from .emails import LETTERS
from .models import User
from .secrets import SealedSecrets


def display_name(user: User) -> str:
    """How allauth's pages address a user."""
    return user.person.display_name


class AccountAdapter(DefaultAccountAdapter):
    """Mail goes out as our own letters. Accounts are made by asking for a code (forms.py)."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_code": _("This is not the code. Look at the newest e-mail and type it again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """There is one door; it makes the account of an address it does not know."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        reset = urlsplit(str(context.get("password_reset_url", "")))
        send(
            LETTERS[template_prefix],
            to=_recipient(email),
            path=reset.path,
            code=context.get("code", ""),
        )


def _recipient(email: str) -> Recipient:
    user = (
        User.objects.select_related("person").filter(emailaddress__email__iexact=email).first()
        or User.objects.select_related("person").filter(email__iexact=email).first()
    )
    if user is None or not user.is_active:
        return Recipient(name="", email=email, language=get_language() or "en")
    return Recipient(
        name=user.person.display_name,
        email=email,
        language=user.person.language,
        user_id=user.pk,
        plain=user.person.plain_subjects,
    )


class MFAAdapter(SealedSecrets):
    """Second factors: their secrets are sealed, and staff keep at least one."""

    def is_mfa_enabled(self, user: AbstractBaseUser, types: Any = None) -> bool:
        """Whether a second step is asked for after a code or a password.

        Where no role asks for one, a passkey is a way in and not a second step: whoever loses the
        phone still gets in with a code by e-mail.
        """
        if not super().is_mfa_enabled(user, types):
            return False
        if rules.test_rule("needs_second_factor", user):
            return True
        ways_in = [Authenticator.Type.WEBAUTHN, Authenticator.Type.RECOVERY_CODES]
        return Authenticator.objects.filter(user_id=user.pk).exclude(type__in=ways_in).exists()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """A user whose role asks for a second factor may not take off the last one."""
        if not rules.test_rule("needs_second_factor", authenticator.user):
            return True
        others = Authenticator.objects.filter(user_id=authenticator.user_id).exclude(
            pk=authenticator.pk
        )
        return others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists()
