"""When the letters of this room go out, and to whom."""

from django.utils.translation import gettext_lazy as _

from applications.calls.models import Stage
from applications.calls.told import Told, tells

from . import emails

MENTOR = _("the mentor")

tells(
    [
        Told(emails.MATCHED_GRANTEE, _("A mentor is found"), stage=Stage.MENTORING),
        Told(emails.MATCHED_MENTOR, _("A mentor is found"), MENTOR, stage=Stage.MENTORING),
        Told(emails.LOGGED, _("The mentor writes down a talk"), stage=Stage.MENTORING),
        Told(emails.OVERDUE, _("A talk is overdue"), MENTOR, stage=Stage.MENTORING),
    ],
    order=600,
)
