"""When the letters of this room go out."""

from django.utils.translation import gettext_lazy as _

from applications.calls.models import Stage
from applications.calls.told import Told, tells

from . import emails

tells(
    [
        Told(emails.OFFERED, _("A place on the course is offered"), stage=Stage.TRAINING),
        Told(emails.WAITING, _("The course is full"), stage=Stage.TRAINING),
        Told(emails.PLACE_FREE, _("A place comes free"), stage=Stage.TRAINING),
        Told(emails.NOT_COMPLETED, _("The course was not completed"), stage=Stage.TRAINING),
        Told(emails.READY, _("The course and the plan are complete"), stage=Stage.TRAINING),
    ],
    order=200,
)
