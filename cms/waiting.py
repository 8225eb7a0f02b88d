"""The door to the public site's pages, on an editor's first screen."""

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import Role
from programmes.scopes import holds
from programmes.waiting import Door, opens

WRITERS = (Role.EDITOR, Role.TRANSLATOR, Role.ADMINISTRATOR)


@opens
def pages(user: User) -> list[Door]:
    if not holds(user, WRITERS):
        return []
    about = _("What the public reads, in every language")
    return [Door(_("Pages"), reverse("wagtailadmin_explore_root"), about)]
