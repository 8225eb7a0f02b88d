"""Who may make and change calls."""

import rules

from accounts.roles import Role
from programmes.rules import has_role
from programmes.scopes import Place

from .models import Call


def place_of(call: Call) -> Place:
    """A call spans its programme's cities, so it takes a role that does too."""
    return Place(programme_id=call.programme_id)


rules.add_perm("calls.work_on", has_role(Role.OFFICER, Role.ADMINISTRATOR))
rules.add_perm("calls.manage", has_role(Role.OFFICER, Role.ADMINISTRATOR, at=place_of))
