"""Who may do what with cohorts and plans."""

import rules

from accounts.roles import Role
from applications.journey.rules import is_applicant, is_officer, is_trainer
from programmes.rules import has_role

rules.add_perm("training.open", has_role(Role.OFFICER, Role.ADMINISTRATOR, Role.TRAINER))
rules.add_perm("training.see", is_officer | is_trainer)
rules.add_perm("training.mark", is_officer | is_trainer)
rules.add_perm("training.run", is_officer)
rules.add_perm("training.create", has_role(Role.OFFICER, Role.ADMINISTRATOR))
rules.add_perm("training.offer", is_officer & ~is_applicant)
rules.add_perm("training.answer", is_applicant)
rules.add_perm("training.give_up", is_applicant | is_officer)
rules.add_perm("training.override", is_officer & ~is_applicant)
rules.add_perm("training.upload_plan", is_applicant)
rules.add_perm("training.read_plan", is_applicant | is_officer | is_trainer)

for verb in ("view", "add", "change"):
    rules.add_perm(f"training.{verb}_course", has_role(Role.OFFICER, Role.ADMINISTRATOR))
