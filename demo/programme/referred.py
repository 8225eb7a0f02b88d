"""People whom a partner's caseworker referred: one in each state that a referrer sees."""

from django.utils import timezone

from accounts.roles import Role
from applications.referrals import actions
from applications.referrals.consents import to_be_referred
from applications.referrals.models import Referral
from demo.accounts import APPLICANTS
from programmes.actions import grant_role
from programmes.models import City, Partner

from .cast import FIRST, OPEN, Project
from .play import Play

HARBOUR = "Harbour Welcome Centre (demo)"
DINA, _LUCAS, OKSANA, _ABDUL, HANNA, *_OTHERS = OPEN


def play_it(play: Play) -> None:
    at = play.stage.at
    with at(-40):
        grant_role(
            play.users["referrer"],
            Role.REFERRER,
            programme=play.programme,
            organisation=_partner(play).organisation,
            title="Referrer",
            by=play.users["admin"],
        )
    with at(-17):
        for project in (DINA, OKSANA, HANNA):
            _said_yes(play, project)
    with at(-6):
        _refer(play, "Yusra", f"yusra@{APPLICANTS}", language="ar", interpreter_language="Arabic")
        unwilling = _refer(play, "Tomasz", f"tomasz@{APPLICANTS}")
        _refer(play, "Selam", phone="07700 900274", interpreter_language="Tigrinya")
    with at(-5):
        actions.say_no(unwilling.token, by=play.users["admin"])
    with at(-3):
        _said_yes(play, FIRST[0])


def _partner(play: Play) -> Partner:
    return play.programme.partners.get(organisation__name=HARBOUR)


def _said_yes(play: Play, project: Project) -> None:
    """Somebody who has an application, or will begin one, and lets the referrer see how far."""
    user = play.users[project.key]
    made = _refer(play, project.person, user.email, language=project.language)
    actions.accept(made, by=user)


def _refer(play: Play, name: str, email: str = "", phone: str = "", **more: str) -> Referral:
    given = {
        "language": "en",
        "interpreter_language": "",
        "access_needs": "Afternoons only: children to bring to school" if phone else "",
    } | more
    return actions.refer(
        programme=play.programme,
        organisation=_partner(play).organisation,
        city=City.objects.get(slug="coventry"),
        name=name,
        email=email,
        phone=phone,
        preferred_channel="phone" if phone else "email",
        consent=to_be_referred(),
        consent_given=Referral.Given.IN_PERSON,
        consent_on=timezone.localdate(),
        by=play.users["referrer"],
        **given,
    )
