"""The check every action of this room begins with."""

from django.db.models import Model
from django.utils.translation import gettext as _

from accounts.models import User
from applications.journey.workflow import NotPermitted

from ..models import Round


def need(permission: str, by: User, record: Model) -> None:
    """Raises NotPermitted unless `by` holds `permission` for `record`."""
    if not by.has_perm(permission, record):
        raise NotPermitted(_("You can't do this. Ask a programme officer for help."))


def locked(judging_round: Round) -> Round:
    """The round as it is now, its row held until the transaction ends."""
    return (
        Round.objects.select_for_update(of=("self",))
        .select_related("call__programme", "city", "rubric")
        .get(pk=judging_round.pk)
    )
