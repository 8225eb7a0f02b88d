"""When the letters of this room go out, and to whom."""

from django.utils.translation import gettext_lazy as _

from applications.calls.models import Stage
from applications.calls.told import Told, tells

from . import emails, slot_emails

JUDGE = _("the judge")
TEAM = _("the team, and who helps")

tells(
    [
        Told(emails.INVITED, _("A judge joins a panel"), JUDGE),
        Told(emails.NEW_LINK, _("An officer sends a judge a new link"), JUDGE),
        Told(emails.PIN_CHOSEN, _("A judge's link is opened for the first time"), JUDGE),
        Told(
            emails.YOUR_LIST,
            _("The projects of a round are shared out"),
            JUDGE,
            stage=Stage.DESK_SCORING,
        ),
        Told(
            emails.SHORTLISTED,
            _("The judges who read it send it to the pitch day"),
            stage=Stage.DESK_SCORING,
        ),
        Told(emails.PITCH_TIME, _("The pitch times are set"), stage=Stage.PITCH_DAY),
        Told(slot_emails.TEAM_TIME, _("The pitch times are set"), TEAM, stage=Stage.PITCH_DAY),
        Told(emails.PITCH_MOVED, _("A pitch time or place changes"), stage=Stage.PITCH_DAY),
        Told(
            slot_emails.TEAM_MOVED,
            _("A pitch time or place changes"),
            TEAM,
            stage=Stage.PITCH_DAY,
        ),
        Told(
            slot_emails.TIMES_MOVED,
            _("A pitch time or place changes"),
            JUDGE,
            stage=Stage.PITCH_DAY,
        ),
        Told(emails.RESERVED, _("The panel puts it on the reserve list")),
        Told(emails.DEFERRED, _("The panel decides later")),
        Told(emails.CONDITIONAL, _("The panel makes a grant on a condition")),
        Told(emails.NOT_FUNDED, _("The panel decides not to fund it")),
    ],
    order=300,
)
