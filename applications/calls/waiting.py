"""The door to calls, on an officer's first screen."""

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from programmes.waiting import Door, opens


@opens
def calls(user: User) -> list[Door]:
    if not user.has_perm("calls.work_on"):
        return []
    return [Door(_("Calls"), reverse("calls:index"), _("Dates, questions, who may apply"))]
