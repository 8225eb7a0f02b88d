"""Bringing mentor and grantee together, and apart.

How many mentees a mentor has is counted in `Mentor.mentees` under the mentor's row lock; the
database refuses more than the capacity, and a second running mentorship of one award.
"""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

import audit.record
from accounts.models import User
from applications.awards.models import Award
from applications.calls.models import Stage
from applications.journey.states import State
from applications.journey.workflow import need
from programmes.models import City

from .. import emails, rhythm
from ..models import Mentor, Mentorship
from ..refusals import MentoringRefused

MENTORED = (State.AGREED, State.ACTIVE, State.COMPLETED)


@transaction.atomic
def save_profile(
    *, user: User, city: City, skills: Sequence[str], languages: Sequence[str], capacity: int
) -> Mentor:
    """A mentor says where, in which languages and with what they can help, and how many.

    Raises MentoringRefused when `capacity` is less than the mentees they have.
    """
    need("mentorships.be_mentor", user)
    mentor = Mentor.objects.select_for_update().filter(user=user).first() or Mentor(user=user)
    if capacity < mentor.mentees:
        raise MentoringRefused(
            _("You have %(count)s mentees now. Talk to us if that is too many.")
            % {"count": mentor.mentees}
        )
    mentor.city, mentor.capacity = city, capacity
    mentor.skills, mentor.languages = list(skills), list(languages)
    mentor.save()
    audit.record.record("mentorships.save_profile", mentor, by=user, capacity=capacity)
    return mentor


@transaction.atomic
def match(*, award: Award, mentor: Mentor, by: User) -> Mentorship:
    """Make `mentor` the award's mentor from today, and tell both.

    Raises MentoringRefused when the mentor has no room, when the award has a mentor, and when the
    call has no mentoring or the agreement is not signed.
    """
    need("mentorships.match", by, award)
    mentor = (
        Mentor.objects.select_for_update(of=("self",))
        .select_related("user__person")
        .get(pk=mentor.pk)
    )
    award = (
        Award.objects.select_for_update(of=("self",))
        .select_related("application__call__programme", "application__applicant")
        .get(pk=award.pk)
    )
    _refuse_unfit(award, mentor)
    today = timezone.localdate()
    mentorship = Mentorship.objects.create(
        award=award,
        mentor=mentor,
        starts_on=today,
        next_on=today + rhythm.FIRST_MEETING_WITHIN,
        matched_by=by,
    )
    _count_mentees(mentor)
    audit.record.record("mentorships.match", mentorship, by=by, award=award.pk, mentor=mentor.pk)
    emails.tell_matched(mentorship)
    return mentorship


@transaction.atomic
def end_mentorship(*, mentorship: Mentorship, reason: str, by: User) -> Mentorship:
    """End a mentorship today, with a reason; another mentor can follow."""
    need("mentorships.end", by, mentorship)
    mentor = Mentor.objects.select_for_update().get(pk=mentorship.mentor_id)
    mentorship = Mentorship.objects.select_for_update().get(pk=mentorship.pk)
    if mentorship.ended_on:
        raise MentoringRefused(_("This mentorship has ended already."))
    if not reason.strip():
        raise MentoringRefused(_("Write the reason."))
    mentorship.ended_on, mentorship.ended_reason = timezone.localdate(), reason.strip()
    mentorship.next_on = None
    mentorship.save()
    _count_mentees(mentor)
    audit.record.record("mentorships.end", mentorship, by=by)
    return mentorship


def _count_mentees(mentor: Mentor) -> None:
    """Count anew under the mentor's lock."""
    mentor.mentees = mentor.mentorships.running().count()
    mentor.save(update_fields=["mentees"])


def _refuse_unfit(award: Award, mentor: Mentor) -> None:
    application = award.application
    if not application.call.uses(Stage.MENTORING):
        raise MentoringRefused(_("This call has no mentoring."))
    if application.state not in MENTORED or award.ended_at:
        raise MentoringRefused(_("A mentor comes after the agreement is signed."))
    if mentor.user.person_id == application.applicant_id:
        raise MentoringRefused(_("Nobody can be their own mentor."))
    if not Mentor.objects.of_programme(award.programme_id).filter(pk=mentor.pk).exists():
        raise MentoringRefused(_("This person is not a mentor of this programme."))
    if award.mentorships.running().exists():
        raise MentoringRefused(_("This project has a mentor already."))
    if mentor.free < 1:
        raise MentoringRefused(_("%(name)s has no room for another mentee.") % {"name": mentor})
