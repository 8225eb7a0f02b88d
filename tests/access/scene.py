"""One programme with everybody in it, and another programme with their namesakes."""

from dataclasses import dataclass, field

from accounts.models import User
from accounts.roles import Role
from applications.calls.models import Call
from applications.journey.models import Application
from applications.journey.states import State
from programmes.models import City, Programme
from tests.factories.accounts import UserFactory
from tests.factories.calls import CallFactory
from tests.factories.journey import ApplicationFactory, CoApplicantFactory, HelperFactory
from tests.factories.programmes import CityFactory, PartnerFactory, user_with

HERE = {
    "officer": Role.OFFICER,
    "trainer": Role.TRAINER,
    "judge": Role.JUDGE,
    "chair": Role.CHAIR,
    "mentor": Role.MENTOR,
    "caseworker": Role.CASEWORKER,
    "finance_approver": Role.FINANCE_APPROVER,
    "finance_payer": Role.FINANCE_PAYER,
    "evaluator": Role.EVALUATOR,
}
EVERYWHERE = {
    "editor": Role.EDITOR,
    "translator": Role.TRANSLATOR,
    "administrator": Role.ADMINISTRATOR,
}
ELSEWHERE = {f"{name}_elsewhere": role for name, role in HERE.items()}

ROLES = (
    "applicant",
    "applicant_elsewhere",
    "helper",
    "co_applicant",
    "officer_other_city",
    *HERE,
    *ELSEWHERE,
    *EVERYWHERE,
    "referrer",
    "referrer_elsewhere",
)
"""Everybody who signs in; `anonymous` comes on top."""

EVERYBODY = " ".join(ROLES)
ADMIN_STAFF = (
    "officer officer_other_city officer_elsewhere trainer trainer_elsewhere evaluator "
    "evaluator_elsewhere finance_approver finance_approver_elsewhere finance_payer "
    "finance_payer_elsewhere editor translator administrator"
)
"""For `may`: all who sign in; all who work in Wagtail's admin."""


@dataclass
class Scene:
    """The records that rows may use. `users` has a user for each of ROLES."""

    call: Call
    city: City
    application: Application
    users: dict[str, User] = field(default_factory=dict)

    @property
    def programme(self) -> Programme:
        return self.call.programme


def build() -> Scene:
    """A submitted application in one programme, with a co-applicant and a helper for one part of
    it; a second programme with its own people."""
    call, other = CallFactory(), CallFactory()
    city = call.cities.get()
    outside = ("applicant", "applicant_elsewhere", "helper", "co_applicant")
    users = {name: UserFactory() for name in outside}
    users |= {name: user_with(role, programme=call.programme) for name, role in HERE.items()}
    users |= {name: user_with(role, programme=other.programme) for name, role in ELSEWHERE.items()}
    users |= {name: user_with(role) for name, role in EVERYWHERE.items()}
    users["officer_other_city"] = user_with(
        Role.OFFICER, programme=call.programme, city=CityFactory()
    )
    for name, each in (("referrer", call), ("referrer_elsewhere", other)):
        partner = PartnerFactory(programme=each.programme)
        users[name] = user_with(
            Role.REFERRER, programme=each.programme, organisation=partner.organisation
        )
    application = ApplicationFactory(call=call, user=users["applicant"], state=State.SUBMITTED)
    CoApplicantFactory(application=application, user=users["co_applicant"])
    HelperFactory(application=application, user=users["helper"], sections=["project"])
    ApplicationFactory(call=other, user=users["applicant_elsewhere"], state=State.SUBMITTED)
    return Scene(call=call, city=city, application=application, users=users)
