"""Who keeps resources, and who sees how often they are fetched."""

import rules

from accounts.roles import Role
from programmes.rules import has_role

keeps_resources = has_role(Role.EDITOR, Role.ADMINISTRATOR)

rules.add_perm("resources.keep", keeps_resources)
rules.add_perm(
    "resources.see_counts",
    has_role(Role.EDITOR, Role.OFFICER, Role.EVALUATOR, Role.ADMINISTRATOR),
)
for act in ("add", "change", "view"):
    rules.add_perm(f"resources.{act}_resource", keeps_resources)
