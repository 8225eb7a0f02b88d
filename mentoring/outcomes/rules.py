"""Who may set indicators and enter readings, and who may read the figures."""

import rules

from accounts.roles import Role
from programmes.rules import has_role

READERS = (Role.EVALUATOR, Role.OFFICER, Role.ADMINISTRATOR)

runs_programmes = has_role(Role.OFFICER, Role.ADMINISTRATOR)

for model in ("indicator", "reading"):
    for verb in ("view", "add", "change", "delete"):
        rules.add_perm(f"outcomes.{verb}_{model}", runs_programmes)

rules.add_perm("outcomes.read_figures", has_role(*READERS))
