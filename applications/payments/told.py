"""When the letters of this room go out, and to whom."""

from django.utils.translation import gettext_lazy as _

from applications.calls.told import Told, tells

from . import emails

tells(
    [
        Told(emails.SENT, _("A payment is on its way")),
        Told(emails.ARRIVED, _("A payment has arrived")),
        Told(emails.CAME_BACK, _("A bank sends a payment back")),
        Told(emails.FAILED, _("A payment fails"), _("the finance team")),
    ],
    order=500,
)
