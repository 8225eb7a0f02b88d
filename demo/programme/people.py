"""Sign-ins for the cast: password, confirmed address, and a second factor for staff."""

from collections.abc import Iterable

from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.hashers import make_password

from accounts.models import Person, User
from accounts.roles import SECOND_FACTOR, Role
from demo.accounts import APPLICANTS, PASSWORD, STAFF_DOMAIN
from mentoring.mentorships.actions import save_profile
from programmes.actions import grant_role
from programmes.models import City, Programme

from .cast import SITE_WIDE, Project, Staff

INVITED_LATER = (Role.JUDGE, Role.CHAIR, Role.REFERRER)
"""They get their role with their seat on a panel, or with their organisation."""


def hire(staff: Iterable[Staff], programme: Programme) -> dict[str, User]:
    """Everybody's account and role, by key."""
    hashed, cities = make_password(PASSWORD), {city.slug: city for city in City.objects.all()}
    return {each.key: _hire(each, programme, cities, hashed) for each in staff}


def _hire(staff: Staff, programme: Programme, cities: dict[str, City], hashed: str) -> User:
    user = _sign_in(
        f"{staff.key}@{STAFF_DOMAIN}", hashed, display_name=staff.name,
        spoken_languages=list(staff.languages),
    )  # fmt: skip
    city = cities.get(staff.city)
    if staff.role not in INVITED_LATER:
        grant_role(
            user,
            staff.role,
            by=User.objects.system(),
            programme=None if staff.role in SITE_WIDE else programme,
            city=city,
            title=staff.title,
        )
    if staff.role in SECOND_FACTOR:
        TOTP.activate(user, generate_totp_secret())
        RecoveryCodes.activate(user)
    if staff.skills:
        save_profile(
            user=user, city=city, skills=staff.skills, languages=staff.languages, capacity=6
        )
    return user


def invite(projects: Iterable[Project]) -> dict[str, User]:
    """An account for each applicant, by the project's key."""
    hashed = make_password(PASSWORD)
    return {
        each.key: _sign_in(
            f"{each.key}@{APPLICANTS}",
            hashed,
            display_name=each.person,
            language=each.language,
            spoken_languages=list(each.speaks),
            interpreter_language=each.interpreter,
        )
        for each in projects
    }


def _sign_in(email: str, hashed: str, **person: object) -> User:
    """The address is confirmed already, so that nobody has to wait for a code to try the demo."""
    user = User.objects.create(
        email=email, password=hashed, person=Person.objects.create(email=email, **person)
    )
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user
