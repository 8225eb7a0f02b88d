"""Mentoring as the cast does it."""

from datetime import timedelta

from django.utils import timezone

from mentoring.mentorships import actions
from mentoring.mentorships.actions.check_ins import Promise, Talk
from mentoring.mentorships.models import CheckIn, Mentor, Mentorship

from .cast import Project
from .grants import award_of
from .play import Play


def match(play: Play, project: Project, mentor: str) -> Mentorship:
    return actions.match(
        award=award_of(play, project),
        mentor=Mentor.objects.get(user=play.users[mentor]),
        by=play.users["officer"],
    )


def talk(
    play: Play, project: Project, summary: str, *, next_in: int, topics: tuple[str, ...],
    rag: str = CheckIn.Rag.GREEN, why: str = "", promise: str = "", confirmed: bool = True,
) -> None:  # fmt: skip
    """A meeting today, the next one `next_in` days from now."""
    today = timezone.localdate()
    mentorship = award_of(play, project).mentorships.get(ended_on=None)
    promises = (
        [Promise(owner="mentee", text=promise, due_on=today + timedelta(days=14))]
        if promise
        else []
    )
    check_in = actions.log_check_in(
        mentorship=mentorship,
        talk=Talk(
            held_on=today,
            minutes=45,
            mode=CheckIn.Mode.IN_PERSON,
            topics=topics,
            summary=summary,
            rag=rag,
            rag_reason=why,
            next_on=today + timedelta(days=next_in),
            promises=promises,
        ),
        by=mentorship.mentor.user,
    )
    if confirmed:
        actions.confirm_check_in(check_in=check_in, by=play.users[project.key])


def finish(play: Play, project: Project, reason: str) -> None:
    mentorship = award_of(play, project).mentorships.get(ended_on=None)
    actions.end_mentorship(mentorship=mentorship, reason=reason, by=play.users["officer"])
