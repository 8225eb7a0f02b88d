"""When the letters of this room go out."""

from django.utils.translation import gettext_lazy as _

from applications.calls.told import Told, tells

from . import emails

tells(
    [
        Told(emails.OFFERED, _("A grant is offered")),
        Told(emails.SIGNED, _("The agreement is signed")),
        Told(emails.DECLINED, _("The offer is turned down")),
        Told(emails.LAPSED, _("The time for the offer runs out")),
        Told(emails.REPORT_SENT_BACK, _("The report needs a little more")),
        Told(emails.REPORT_ACCEPTED, _("The report is accepted")),
        Told(emails.COMPLETED, _("The project is complete")),
        Told(emails.ENDED_EARLY, _("The grant ends early")),
    ],
    order=400,
)
