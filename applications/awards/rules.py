"""Who may do what with awards and agreements."""

import rules

from accounts.models import User
from applications.journey.rules import is_applicant, is_officer
from programmes.rules import is_system

from .models import Award


def _of_application(predicate: rules.Predicate) -> rules.Predicate:
    """The same question about an award, asked of its application."""

    def check(user: User | None, award: Award | None = None) -> bool:
        return award is not None and predicate.test(user, award.application)

    return rules.predicate(check, name=f"award_{predicate.name}")


is_grantee = _of_application(is_applicant)
is_award_officer = _of_application(is_officer)

rules.add_perm("awards.view", is_grantee | is_award_officer)
rules.add_perm("awards.sign", is_grantee)
rules.add_perm("awards.send_report", is_grantee)
rules.add_perm("awards.read_report", is_award_officer & ~is_grantee)
rules.add_perm("awards.end", is_award_officer & ~is_grantee)
rules.add_perm("awards.give_back", is_system)
