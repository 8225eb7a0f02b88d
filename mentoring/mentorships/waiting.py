"""What waits for mentors, grantees and officers."""

from datetime import date, datetime, time, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from accounts.roles import Role
from applications.awards.models import Award
from applications.calls.models import Stage
from programmes.scopes import holds, scope_filter
from programmes.waiting import Door, Waiting, offers, opens

from .actions.matches import MENTORED
from .models import STAFF, CheckIn, Mentorship

SOON = timedelta(days=14)
SHOWN = 20


@offers
def meetings_due(user: User) -> list[Waiting]:
    """A mentor's next check-ins: late ones and those of the next two weeks. One query."""
    if not holds(user, (Role.MENTOR,)):
        return []
    due = (
        Mentorship.objects.running()
        .filter(mentor__user=user, next_on__lte=timezone.localdate() + SOON)
        .with_people()
        .order_by("next_on")[:SHOWN]
    )
    return [
        Waiting(
            label=_("Log your check-in with %(name)s")
            % {"name": mentorship.award.application.applicant.display_name},
            url=reverse("mentorships:log", args=[mentorship.public_id]),
            about=mentorship.award.application.title,
            by=_moment(mentorship.next_on),
            urgent=mentorship.is_overdue,
        )
        for mentorship in due
    ]


@offers
def check_ins_to_confirm(user: User) -> list[Waiting]:
    """A grantee's check-ins without their yes. One query."""
    unconfirmed = (
        CheckIn.objects.filter(
            mentorship__award__application__applicant__user=user, confirmed_at=None
        )
        .select_related("mentorship__award__application")
        .defer("private_note")[:SHOWN]
    )
    return [
        Waiting(
            label=_("Read what your mentor wrote down, and confirm"),
            url=reverse("mentorships:mine", args=[each.mentorship.award.application.public_id]),
            about=each.mentorship.award.application.title,
        )
        for each in unconfirmed
    ]


@offers
def mentoring_to_look_after(user: User) -> list[Waiting]:
    """For officers: awards without a mentor, mentors who are late. Two queries."""
    if not holds(user, STAFF):
        return []
    unmatched = without_a_mentor(user).count()
    late = Mentorship.objects.handled_by(user).overdue().count()
    url, items = reverse("mentoring_overview"), []
    if unmatched:
        words = ngettext(
            "Find a mentor for %(count)s project", "Find mentors for %(count)s projects", unmatched
        )
        items.append(Waiting(label=words % {"count": unmatched}, url=url, about=_("Mentoring")))
    if late:
        words = ngettext("%(count)s check-in is late", "%(count)s check-ins are late", late)
        items.append(
            Waiting(label=words % {"count": late}, url=url, about=_("Mentoring"), urgent=True)
        )
    return items


@opens
def mentoring(user: User) -> list[Door]:
    """For a mentor their mentees, for an officer all pairs in reach."""
    doors = []
    if user.has_perm("mentorships.be_mentor"):
        about = _("Whom you meet, when, and what you agreed")
        doors.append(Door(_("My mentees"), reverse("mentorships:my_mentees"), about))
    if user.has_perm("mentorships.open"):
        about = _("Who mentors whom, and when they meet")
        doors.append(Door(_("Mentoring"), reverse("mentoring_overview"), about))
    return doors


def without_a_mentor(user: User):
    """Live awards of calls with mentoring, in an officer's reach, that nobody mentors now."""
    return Award.objects.filter(
        scope_filter(user, STAFF, programme="programme", city="application__city"),
        application__state__in=MENTORED[:2],
        application__call__stages__contains=[Stage.MENTORING],
        ended_at=None,
    ).exclude(pk__in=Mentorship.objects.running().values("award"))


def _moment(day: date) -> datetime:
    """The end of a day by the staff's clock."""
    return timezone.make_aware(datetime.combine(day, time(23, 59)))
