"""Reminding people of their drafts in the way they like best, where that is not an e-mail.

Officers call or write to them in the last week. They see whom and how to reach them, and nothing
of the draft. No e-mail reminds these people, except on the last day when nobody has reached them.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

import audit.record
from accounts.models import Person, User
from applications.journey.models import Application, ApplicationQuerySet
from applications.journey.states import State
from applications.journey.workflow import MoveRefused

from .actions import stop
from .drafts import with_last_moment
from .models import Ahead, NoReminders, SpokenReminder


class NothingToRemind(MoveRefused):
    """The draft was sent, or its last moment is not near."""


def to_call(user: User, now: datetime | None = None) -> ApplicationQuerySet:
    """The drafts in an officer's reach to remind their applicants of by phone; `due` says when
    they end. Each comes once for each last day, and none whose applicant wants no reminders."""
    now = now or timezone.now()
    drafts = with_last_moment(Application.objects.reached_by(user).filter(state=State.DRAFT))
    near = drafts.filter(due__gt=now, due__lte=now + Ahead.WEEK.starts)
    quiet = NoReminders.objects.filter(user__person=OuterRef("applicant")).filter(
        Q(application=OuterRef("pk")) | Q(application=None)
    )
    done = SpokenReminder.objects.filter(application=OuterRef("pk"), until=OuterRef("due"))
    return (
        near.exclude(applicant__preferred_channel=Person.Channel.EMAIL)
        .exclude(applicant__phone="")
        .exclude(applicant=user.person_id)
        .filter(~Exists(quiet), ~Exists(done))
        .select_related("applicant", "call__programme", "city")
    )


@transaction.atomic
def reminded(application: Application, *, by: User) -> None:
    """Note that `by` reminded the applicant; twice is harmless.

    Raises NothingToRemind when there is nothing to remind of any more.
    """
    Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    draft = to_call(by).filter(pk=application.pk).first()
    if draft is None:
        if application.spoken_reminders.filter(made_by=by).exists():
            return
        raise NothingToRemind(_("There is nothing to remind of any more."))
    draft.spoken_reminders.create(until=draft.due, made_by=by)  # type: ignore[attr-defined]
    audit.record.record("reminders.spoken", draft, by=by)


@transaction.atomic
def wants_no_more(application: Application, *, by: User) -> None:
    """The applicant said on the phone that they want no reminders of this draft, by e-mail neither.

    Raises NothingToRemind when there is nothing to remind of any more.
    """
    reminded(application, by=by)
    user = User.objects.filter(person=application.applicant_id).first()
    if user:
        stop(user=user, application=application, by=by)
