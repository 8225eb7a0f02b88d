"""Who may do what with an application."""

import rules

from accounts.models import Person, User
from accounts.roles import Role
from programmes.rules import has_role, is_system
from programmes.scopes import assignments

from . import access
from .models import Application


def place_of(application: Application):
    return application.place


@rules.predicate
def is_applicant(user: User | None, application: Application | None = None) -> bool:
    return (
        application is not None
        and user is not None
        and user.is_authenticated
        and application.applicant_id == user.person_id
    )


@rules.predicate
def is_helper(user: User | None, application: Application | None = None) -> bool:
    """Let in by the applicant, by the server's clock until a date; perhaps to some parts only."""
    here = access.access_of(user, application)
    return here is not None and here.helper is not None


@rules.predicate
def is_typing_helper(user: User | None, application: Application | None = None) -> bool:
    here = access.access_of(user, application)
    return here is not None and here.helper is not None and here.may_type


@rules.predicate
def is_of_the_team(user: User | None, application: Application | None = None) -> bool:
    """A co-applicant who said yes and has not left."""
    here = access.access_of(user, application)
    return here is not None and here.is_of_the_team


@rules.predicate
def assists(user: User | None, application: Application | None = None) -> bool:
    """Began it for somebody who has no sign-in yet, and still helps."""
    here = access.access_of(user, application)
    return here is not None and here.assists


@rules.predicate
def is_caseworker_there(user: User | None, application: Application | None = None) -> bool:
    """A caseworker of its programme and of its city, for whatever organisation."""
    return application is not None and any(
        each.role == Role.CASEWORKER
        and each.programme_id in (None, application.place.programme_id)
        and each.city_id in (None, application.place.city_id)
        for each in assignments(user)
    )


@rules.predicate
def took_part(user: User | None, application: Application | None = None) -> bool:
    """Stood on the applicant's side at any time, also when that is over."""
    return access.took_part(user, application)


@rules.predicate
def is_test(user: User | None, application: Application | None = None) -> bool:
    return application is not None and application.is_test


is_officer = has_role(Role.OFFICER, Role.ADMINISTRATOR, at=place_of)
is_trainer = has_role(Role.TRAINER, at=place_of)
is_chair = has_role(Role.CHAIR, at=place_of)


@rules.predicate
def looks_after(user: User | None, person: Person | None = None) -> bool:
    """Whether the user handles an application of this person as an officer."""
    if user is None or person is None:
        return False
    return Application.objects.handled_by(user).filter(applicant=person).exists()


@rules.predicate
def has_no_sign_in(user: User | None, person: Person | None = None) -> bool:
    return person is not None and not User.objects.filter(person=person).exists()


is_administrator = has_role(Role.ADMINISTRATOR)

rules.add_perm("journey.view_person", is_administrator | looks_after)
rules.add_perm("journey.correct_person", (is_administrator | looks_after) & has_no_sign_in)
rules.add_perm("journey.pipeline", has_role(Role.OFFICER, Role.ADMINISTRATOR))
rules.add_perm("journey.view", is_applicant | is_officer)
rules.add_perm("journey.answer", is_applicant)
rules.add_perm("journey.read_answers", is_applicant | is_of_the_team | is_helper)
rules.add_perm("journey.type", is_applicant | is_of_the_team | is_typing_helper)
rules.add_perm("journey.let_in", is_applicant & ~is_test)
rules.add_perm("journey.start_for", is_caseworker_there)
rules.add_perm("journey.be_caseworker", has_role(Role.CASEWORKER))
rules.add_perm("journey.submit", is_applicant | assists)
rules.add_perm("journey.screen", is_officer & ~is_applicant & ~took_part)
rules.add_perm("journey.translate", (is_officer & ~is_applicant & ~took_part) | is_helper)
rules.add_perm("journey.ask_translator", is_officer & ~is_applicant & ~took_part)
rules.add_perm("journey.assign", is_officer & ~is_applicant)
rules.add_perm("journey.note", is_officer & ~is_applicant)
rules.add_perm("journey.start_training", is_applicant | is_officer)
rules.add_perm("journey.make_ready", is_applicant | is_officer | is_trainer)
rules.add_perm("journey.schedule", is_officer & ~is_applicant)
rules.add_perm("journey.judge", (is_officer | is_chair) & ~is_applicant)
rules.add_perm("journey.award", is_officer & ~is_applicant)
rules.add_perm("journey.decide", is_chair & ~is_applicant)
rules.add_perm("journey.sign", is_applicant)
rules.add_perm("journey.let_offer_lapse", is_officer | is_system)
rules.add_perm("journey.activate", is_system)
rules.add_perm("journey.complete", is_officer & ~is_applicant)
rules.add_perm("journey.end_early", is_officer & ~is_applicant)
rules.add_perm("journey.withdraw", is_applicant & ~is_test)
