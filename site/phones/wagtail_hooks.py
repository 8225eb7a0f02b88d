"""What the audit log calls this room's actions."""

from django.utils.translation import gettext_lazy as _

from audit.deeds import register_deeds

register_deeds(
    {
        "phones.begin": _("Said that the phone is shared"),
        "phones.wrong_pins": _("Typed too many wrong PINs"),
        "phones.end": _("Ended the sign-in on a shared phone"),
    }
)
