"""The doors to people, roles and programmes, on an administrator's first screen."""

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User

from .waiting import Door, opens


@opens
def people(user: User) -> list[Door]:
    if not user.has_perm("accounts.manage_people"):
        return []
    return [Door(_("People and roles"), reverse("people"), _("Who may do what, and where"))]
