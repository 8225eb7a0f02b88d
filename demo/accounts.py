"""The demo's sign-ins: who they are, and the code their second factor shows now."""

from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.utils import timezone

from accounts.models import User

PASSWORD = "garden-path-2026"
DOMAIN = "demo.seedbed.example"


@dataclass(frozen=True)
class Account:
    """One sign-in of the demo."""

    email: str
    name: str
    part: str
    code: str


def demo_accounts() -> list[Account]:
    """Everyone with a demo address and a role or a part to play, in the order of the road."""
    users = User.objects.filter(email__endswith=f"@{DOMAIN}", password__startswith="scrypt")
    secrets = {
        each.user_id: decrypt(each.data["secret"])
        for each in Authenticator.objects.filter(user__in=users, type=Authenticator.Type.TOTP)
    }
    return [
        Account(
            email=user.email,
            name=user.person.display_name,
            part=part_of(user),
            code=code_now(secrets[user.pk]) if user.pk in secrets else "",
        )
        for user in users.select_related("person").prefetch_related("assignments").order_by("pk")
    ]


def part_of(user: User) -> str:
    titles = [str(assignment) for assignment in user.assignments.all()]
    return ", ".join(dict.fromkeys(titles)) or "Applicant"


def code_now(secret: str) -> str:
    """The six digits that an authenticator app would show for `secret` at this moment."""
    step = int(timezone.now().timestamp()) // 30
    return format_hotp_value(hotp_value(secret, step))
