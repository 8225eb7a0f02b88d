"""Mentors, mentees and their check-ins. The scene's mentor mentors the scene's applicant."""

from applications.awards.models import Award
from applications.journey.states import State
from mentoring.mentorships.models import Action, Mentor, Mentorship
from tests.factories.journey import ApplicationFactory
from tests.factories.mentorships import CheckInFactory, MentorFactory, SignedAwardFactory

from .scene import Scene
from .walk import FORBIDDEN, REDIRECT, Row

RUN = "officer administrator"
NOT_THEIRS = dict.fromkeys(["officer_other_city", "officer_elsewhere"], "not found")


def award(scene: Scene) -> Award:
    """A signed award of the scene's applicant."""
    signed = ApplicationFactory(call=scene.call, user=scene.users["applicant"], state=State.AGREED)
    return SignedAwardFactory(application=signed)


def pair(scene: Scene) -> Mentorship:
    mentor = Mentor.objects.filter(user=scene.users["mentor"]).first() or MentorFactory(
        user=scene.users["mentor"], city=scene.city
    )
    given = award(scene)
    return Mentorship.objects.create(
        mentor=mentor,
        award=given,
        starts_on=given.issued_at.date(),
        matched_by=scene.users["officer"],
    )


def the_pair(scene: Scene) -> list:
    return [pair(scene).public_id]


def the_award(scene: Scene) -> list:
    return [award(scene).public_id]


def the_application(scene: Scene) -> list:
    return [pair(scene).award.application.public_id]


def a_check_in(scene: Scene) -> list:
    return [CheckInFactory(mentorship=pair(scene)).public_id]


def an_action(scene: Scene) -> list:
    return [Action.objects.create(check_in=CheckInFactory(mentorship=pair(scene)), text="Call").pk]


ROWS = [
    Row(
        "mentorships:my_mentees",
        may="mentor mentor_elsewhere",
        gets=REDIRECT,
        others=FORBIDDEN,
    ),
    Row("mentorships:profile", may="mentor mentor_elsewhere", others=FORBIDDEN),
    Row("mentorships:mentorship", args=the_pair, may="mentor"),
    Row("mentorships:log", args=the_pair, may="mentor"),
    Row("mentorships:mine", args=the_application, may="applicant"),
    Row("mentorships:confirm", args=a_check_in, may="applicant", gets=REDIRECT, post={}),
    Row(
        "mentorships:finish",
        args=an_action,
        may="applicant mentor",
        gets=REDIRECT,
        post={},
    ),
    Row(
        "mentoring_overview",
        may=f"{RUN} officer_other_city officer_elsewhere",
        others=FORBIDDEN,
    ),
    Row("mentoring_match", args=the_award, may=RUN, others=FORBIDDEN, exceptions=NOT_THEIRS),
    Row("mentoring_mentorship", args=the_pair, may=RUN, others=FORBIDDEN, exceptions=NOT_THEIRS),
]
