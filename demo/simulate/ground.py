"""The programme that simulated applications belong to, apart from the demo's own."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import Organisation, User
from accounts.roles import Role
from applications.calls.models import Call, EligibilityQuestion, QuestionSet
from applications.judging.models import Criterion, Rubric
from applications.payments.models import LedgerAccount
from applications.training.models import Course
from demo.questions import CRITERIA, ELIGIBILITY, POINTS, SECTIONS
from mentoring.mentorships.models import Mentor
from programmes.models import City, Programme, RoleAssignment, Strand

CODE = "scale"
DOMAIN = "scale.seedbed.example"
CITIES = ("Coventry", "Birmingham", "Wolverhampton")
PLENTY = 10**13


@dataclass(frozen=True)
class Ground:
    """What every simulated application refers to."""

    call: Call
    questions: QuestionSet
    cities: list[City]
    strands: list[Strand]
    course: Course
    rubric: Rubric
    criteria: list[Criterion]
    officer: User
    chair: User
    approver: User
    payer: User
    system: User
    mentors: list[Mentor]
    ledger: dict[str, int]


@transaction.atomic
def ground() -> Ground:
    """The ground as it stands, or newly laid."""
    programme = Programme.objects.filter(code=CODE).first() or _lay()
    call = Call.objects.get(programme=programme)
    rubric = Rubric.objects.get(call=call)

    def staff(role: Role) -> list[User]:
        wanted = User.objects.filter(assignments__programme=programme, assignments__role=role)
        return list(wanted.order_by("pk"))

    return Ground(
        call=call,
        questions=call.current_question_set,
        cities=list(call.cities.order_by("pk")),
        strands=list(call.strands.order_by("pk")),
        course=Course.objects.get(programme=programme),
        rubric=rubric,
        criteria=list(rubric.criteria.all()),
        officer=staff(Role.OFFICER)[0],
        chair=staff(Role.CHAIR)[0],
        approver=staff(Role.FINANCE_APPROVER)[0],
        payer=staff(Role.FINANCE_PAYER)[0],
        system=User.objects.system(),
        mentors=list(Mentor.objects.filter(user__in=staff(Role.MENTOR)).order_by("pk")),
        ledger=dict(LedgerAccount.objects.filter(programme=programme).values_list("kind", "pk")),
    )


def _lay() -> Programme:
    today = timezone.localdate()
    lead, _made = Organisation.objects.get_or_create(
        name="Scale trial office (invented)", defaults={"kind": Organisation.Kind.CHARITY}
    )
    programme = Programme.objects.create(
        name="Scale trial",
        code=CODE,
        summary="Simulated applications for work on scale. Nothing here is about real people.",
        state=Programme.State.DELIVERING,
        starts_on=today - timedelta(days=800),
        ends_on=today + timedelta(days=800),
        budget_minor=PLENTY,
        target_awards=1_000_000,
        lead=lead,
    )
    for name in CITIES:
        city, _made = City.objects.get_or_create(name=name, defaults={"slug": name.lower()})
        programme.cities.add(city)
    Course.objects.create(programme=programme, name="Start your project")
    for kind in LedgerAccount.Kind:
        LedgerAccount.objects.create(programme=programme, kind=kind, currency=programme.currency)
    _lay_call(programme)
    _hire(programme)
    return programme


def _lay_call(programme: Programme) -> None:
    now = timezone.now()
    call = Call.objects.create(
        programme=programme,
        code="scale-trial",
        title="Scale trial",
        opens_at=now - timedelta(days=700),
        closes_at=now + timedelta(days=700),
        published_at=now - timedelta(days=701),
        maximum_minor=500_000,
        pot_minor=PLENTY,
        languages=["en", "ar"],
    )
    call.cities.set(programme.cities.all())
    for code, name in (("enterprise", "Social enterprise"), ("innovation", "Social innovation")):
        call.strands.add(Strand.objects.create(programme=programme, code=code, name=name))
    QuestionSet.objects.create(call=call, body=SECTIONS, published_at=call.published_at)
    for position, question in enumerate(ELIGIBILITY):
        EligibilityQuestion.objects.create(call=call, position=position, **question)
    rubric = Rubric.objects.create(call=call)
    for position, (name, description, weight) in enumerate(CRITERIA):
        Criterion.objects.create(
            rubric=rubric,
            position=position,
            name=name,
            description=description,
            weight=weight,
            points=POINTS,
        )


HIRED = {
    Role.OFFICER: 1,
    Role.CHAIR: 1,
    Role.FINANCE_APPROVER: 1,
    Role.FINANCE_PAYER: 1,
    Role.MENTOR: 12,
}


def _hire(programme: Programme) -> None:
    """Staff who cannot sign in: no password, an address that takes no mail."""
    city = programme.cities.first()
    for role, count in HIRED.items():
        for number in range(1, count + 1):
            user = User.objects.create_user(
                f"{role.value}{number}@{DOMAIN}", name=f"{role.label} {number} (simulated)"
            )
            RoleAssignment.objects.create(user=user, role=role, programme=programme)
            if role == Role.MENTOR:
                Mentor.objects.create(user=user, city=city, capacity=32_000, languages=["en"])
