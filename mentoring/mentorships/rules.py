"""Who may do what with mentorships and check-ins."""

import rules

from accounts.models import User
from accounts.roles import Role
from programmes.rules import has_role

from .models import Mentorship


def place_of(record):
    """Where an award or a mentorship sits."""
    return record.place


@rules.predicate
def is_mentor(user: User | None, mentorship: Mentorship | None = None) -> bool:
    return (
        mentorship is not None
        and user is not None
        and user.is_authenticated
        and mentorship.mentor.user_id == user.pk
    )


@rules.predicate
def is_mentee(user: User | None, mentorship: Mentorship | None = None) -> bool:
    return (
        mentorship is not None
        and user is not None
        and user.is_authenticated
        and mentorship.award.application.applicant_id == user.person_id
    )


is_officer = has_role(Role.OFFICER, Role.ADMINISTRATOR, at=place_of)

rules.add_perm("mentorships.be_mentor", has_role(Role.MENTOR))
rules.add_perm("mentorships.open", has_role(Role.OFFICER, Role.ADMINISTRATOR))
rules.add_perm("mentorships.match", is_officer)
rules.add_perm("mentorships.oversee", is_officer & ~is_mentee)
rules.add_perm("mentorships.end", is_officer)
rules.add_perm("mentorships.log", is_mentor & ~is_mentee)
rules.add_perm("mentorships.confirm", is_mentee)
rules.add_perm("mentorships.finish_action", is_mentor | is_mentee)
