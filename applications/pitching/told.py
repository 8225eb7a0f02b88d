"""When the letters of the day go out, and to whom."""

from django.utils.translation import gettext_lazy as _

from applications.calls.models import Stage
from applications.calls.told import Told, tells

from . import emails

tells(
    [
        Told(
            emails.RUNS_LATE,
            _("The day runs late, and an officer tells who waits"),
            _("the applicant, the team, and who helps"),
            stage=Stage.PITCH_DAY,
        )
    ],
    order=310,
)
