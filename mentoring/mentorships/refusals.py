"""Why something in this room may not happen, as a sentence to show to the person."""

from django.utils.translation import gettext as _

from accounts.models import User
from applications.journey.workflow import MoveRefused, NotPermitted


class MentoringRefused(MoveRefused):
    """A match or a check-in can't be made like that. `str()` says why."""


def need(permission: str, by: User, record: object | None = None) -> None:
    """Raise NotPermitted unless `by` may do this to `record`."""
    if not by.has_perm(permission, record):
        raise NotPermitted(_("You can't do this. Ask a programme officer for help."))
