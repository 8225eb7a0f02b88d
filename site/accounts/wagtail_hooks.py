"""What the audit log calls this room's actions."""

from django.utils.translation import gettext_lazy as _

from audit.deeds import register_deeds

register_deeds(
    {
        "accounts.join": _("Asked for a first code"),
        "accounts.forget": _("Never confirmed, taken away"),
        "accounts.add_user": _("Added as a user"),
        "accounts.change_profile": _("Changed personal details"),
        "accounts.correct_person": _("Corrected for somebody without a sign-in"),
        "accounts.refuse_passkey": _("Wanted no passkey"),
        "accounts.take_person": _("Signs in now as somebody who was written down before"),
        "accounts.close_user": _("Closed the sign-in"),
        "accounts.reopen_user": _("Opened the sign-in again"),
    }
)
