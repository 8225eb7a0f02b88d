"""Check-ins: logged by the mentor, confirmed by the grantee, never in the way of money."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

import audit.record
from accounts.models import User
from applications.journey.workflow import need

from .. import emails
from ..models import Action, CheckIn, Mentorship
from ..refusals import MentoringRefused


@dataclass(frozen=True)
class Promise:
    """Something one of the two will do; `owner` is an Action.Owner."""

    owner: str
    text: str
    due_on: date | None = None


@dataclass(frozen=True)
class Talk:
    """What a mentor writes down about one meeting. The private note stays with mentor and team."""

    held_on: date
    minutes: int
    mode: str
    topics: Sequence[str]
    summary: str
    rag: str
    rag_reason: str = ""
    private_note: str = ""
    next_on: date | None = None
    promises: Sequence[Promise] = ()
    key: UUID = field(default_factory=uuid4)
    """The same talk sent twice has the same key and is kept once."""


@transaction.atomic
def log_check_in(*, mentorship: Mentorship, talk: Talk, by: User) -> CheckIn:
    """Write down a meeting, set the next date and ask the grantee to confirm.

    A replay of the same talk returns the check-in that is there and changes nothing.
    """
    need("mentorships.log", by, mentorship)
    mentorship = _locked(mentorship)
    if there := mentorship.check_ins.filter(public_id=talk.key).first():
        return there
    _refuse_unfit(mentorship, talk)
    check_in = CheckIn.objects.create(
        public_id=talk.key,
        mentorship=mentorship,
        held_on=talk.held_on,
        minutes=talk.minutes,
        mode=talk.mode,
        topics=list(talk.topics),
        summary=talk.summary,
        private_note=talk.private_note,
        rag=talk.rag,
        rag_reason=talk.rag_reason,
        next_on=talk.next_on,
        logged_by=by,
    )
    Action.objects.bulk_create(
        Action(check_in=check_in, owner=each.owner, text=each.text, due_on=each.due_on)
        for each in talk.promises
    )
    mentorship.next_on = talk.next_on
    mentorship.save(update_fields=["next_on"])
    audit.record.record(
        "mentorships.log_check_in", check_in, by=by, minutes=talk.minutes, rag=str(talk.rag)
    )
    emails.tell_logged(check_in)
    return check_in


@transaction.atomic
def confirm_check_in(*, check_in: CheckIn, by: User) -> CheckIn:
    """The grantee says that it is right. A second time changes nothing."""
    need("mentorships.confirm", by, check_in.mentorship)
    check_in = CheckIn.objects.select_for_update().get(pk=check_in.pk)
    if check_in.confirmed_at is None:
        check_in.confirmed_at = timezone.now()
        check_in.save(update_fields=["confirmed_at"])
        audit.record.record("mentorships.confirm_check_in", check_in, by=by)
    return check_in


@transaction.atomic
def finish_action(*, action: Action, by: User) -> Action:
    """Either of the two ticks off what was promised. A second time changes nothing."""
    need("mentorships.finish_action", by, action.check_in.mentorship)
    action = Action.objects.select_for_update().get(pk=action.pk)
    if action.done_on is None:
        action.done_on = timezone.localdate()
        action.save(update_fields=["done_on"])
        audit.record.record("mentorships.finish_action", action, by=by)
    return action


def remind_overdue(today: date | None = None) -> int:
    """Write to every mentor whose date passed, once for each date; returns how many are overdue."""
    overdue = Mentorship.objects.overdue(today).with_people()
    count = 0
    for mentorship in overdue.iterator(chunk_size=500):
        emails.tell_overdue(mentorship)
        count += 1
    return count


def _locked(mentorship: Mentorship) -> Mentorship:
    return Mentorship.objects.select_for_update(of=("self",)).with_people().get(pk=mentorship.pk)


def _refuse_unfit(mentorship: Mentorship, talk: Talk) -> None:
    if mentorship.ended_on:
        raise MentoringRefused(_("This mentorship has ended."))
    if talk.held_on > timezone.localdate():
        raise MentoringRefused(_("That day is still to come."))
    if talk.next_on and talk.next_on <= talk.held_on:
        raise MentoringRefused(_("The next day must come after this meeting."))
    if talk.rag != CheckIn.Rag.GREEN and not talk.rag_reason.strip():
        raise MentoringRefused(_("Say in a few words why it is not green."))
