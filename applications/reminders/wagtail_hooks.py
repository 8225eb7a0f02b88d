"""What the audit log calls this room's actions."""

from django.utils.translation import gettext_lazy as _

from audit.deeds import register_deeds

register_deeds(
    {
        "reminders.stop": _("Wanted no more reminders"),
        "reminders.resume": _("Wanted reminders again"),
    }
)
