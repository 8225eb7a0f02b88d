"""Drafts that several people write: with a helper, for somebody without e-mail, as a team."""

from datetime import timedelta

from django.utils import timezone, translation

from accounts.models import User
from applications.calls.models import Call
from applications.journey import actions as journey
from applications.journey import assisted, consents, helping, team
from applications.journey.models import AssistedStart, Helper

from .cast import Project
from .play import YES, Play

MAYA = "caseworker"


def play_it(play: Play, helped: Project, of_two: Project, call: Call) -> None:
    """On the days before today, in the open call."""
    with play.stage.at(-4, 11):
        _ask_for_help(play, helped)
    with play.stage.at(-3, 15):
        _help(play, helped)
    with play.stage.at(-3, 16):
        _begin_for_yusuf(play, call)
    with play.stage.at(-2, 19):
        _make_a_team(play, of_two)


def _ask_for_help(play: Play, project: Project) -> None:
    maya, dina = play.users[MAYA], play.users[project.key]
    with translation.override(dina.person.language):
        consent = consents.to_help()
    helping.invite_helper(
        play.application(project),
        name=maya.person.display_name,
        email=maya.email,
        language="en",
        relation=Helper.Relation.CASEWORKER,
        may_type=True,
        sections=["project", "money"],
        ends_at=timezone.now() + timedelta(days=30),
        consent=consent,
        by=dina,
    )


def _help(play: Play, project: Project) -> None:
    maya = play.users[MAYA]
    helper = helping.accept_help(play.application(project).helpers.get(), by=maya)
    _type(play, project.key, maya, amount=project.amount * 100, spend=project.spend)
    helping.hand_over(
        helper, note="I typed the money part as you told me. Please read it.", by=maya
    )


def _type(play: Play, key: str, by: User, **answers: object) -> None:
    application = play.users[key].person.applications.get()
    typed = [journey.Typed(key=name, value=value) for name, value in answers.items()]
    journey.save_answers(application, typed=typed, by=by)


def _begin_for_yusuf(play: Play, call: Call) -> None:
    """Somebody without e-mail; a code for him is made and waits on his sheet."""
    maya = play.users[MAYA]
    with translation.override("ar"):
        consent = consents.to_start_for()
    application = assisted.start_for(
        call=call,
        name="Yusuf Haddad",
        phone="024 7655 0142",
        title="Bread for the Street",
        strand=call.strands.get(code="enterprise"),
        city=call.cities.get(slug="coventry"),
        eligibility=YES,
        ends_at=timezone.now() + timedelta(days=60),
        agreed=assisted.AgreedIn(
            how=AssistedStart.ConsentHow.IN_PERSON,
            on=timezone.localdate(),
            language="ar",
            consent=consent,
        ),
        by=maya,
    )
    typed = [
        journey.Typed("need", "الخبز الجيد بعيد عن شارعنا، وكبار السن لا يصلون إليه."),
        journey.Typed("idea", "فرن صغير في باحة المركز، نخبز فيه معًا مرتين في الأسبوع."),
    ]
    journey.save_answers(application, typed=typed, by=maya)
    assisted.make_code(application, by=maya)


def _make_a_team(play: Play, project: Project) -> None:
    lucas, sofia = play.users[project.key], play.users["sofia"]
    application = play.application(project)
    member = team.name_co_applicant(
        application,
        name=sofia.person.display_name,
        role="Lends the tools on Saturdays",
        email=sofia.email,
        language="en",
        by=lucas,
    )
    team.join_team(member, by=sofia)
    team.name_co_applicant(
        application, name="Rui Prado", role="Builds the shelves", email="", language="en", by=lucas
    )
