"""The demo's sign-ins: who they are, and the code their second factor shows now."""

from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from applications.journey.states import State

PASSWORD = "garden-path-2026"
STAFF_DOMAIN = "demo.seedbed.example"
APPLICANTS = f"post.{STAFF_DOMAIN}"
"""Another domain than the staff's: a judge must not share one with an applicant."""


@dataclass(frozen=True)
class Account:
    """One sign-in of the demo."""

    email: str
    name: str
    part: str
    code: str


def demo_accounts() -> list[Account]:
    """Everyone with a demo address and a role or a part to play, in the order of the road."""
    users = User.objects.filter(email__endswith=STAFF_DOMAIN, is_active=True)
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
        for user in users.select_related("person")
        .prefetch_related("assignments", "person__applications")
        .order_by("pk")
    ]


def part_of(user: User) -> str:
    """Their roles, or for an applicant where the application stands."""
    titles = [str(assignment) for assignment in user.assignments.all()]
    standing = [str(State(each.state).label) for each in user.person.applications.all()]
    return ", ".join(dict.fromkeys([*titles, *standing])) or str(_("No application yet"))


def code_now(secret: str) -> str:
    """The six digits that an authenticator app would show for `secret` at this moment."""
    step = int(timezone.now().timestamp()) // 30
    return format_hotp_value(hotp_value(secret, step))
