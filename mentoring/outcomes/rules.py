"""Who may set indicators and enter readings."""

import rules

from accounts.roles import Role
from programmes.rules import has_role

runs_programmes = has_role(Role.OFFICER, Role.ADMINISTRATOR)

for model in ("indicator", "reading"):
    for verb in ("view", "add", "change", "delete"):
        rules.add_perm(f"outcomes.{verb}_{model}", runs_programmes)
