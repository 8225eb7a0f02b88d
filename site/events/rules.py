"""Who plans events and sees who comes."""

import rules

from accounts.roles import Role
from programmes.rules import has_role

plans_events = has_role(Role.EDITOR, Role.OFFICER, Role.ADMINISTRATOR)

rules.add_perm("events.plan", plans_events)
for act in ("add", "change", "view"):
    rules.add_perm(f"events.{act}_event", plans_events)
