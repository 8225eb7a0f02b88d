"""What is done about helpers: asked by the applicant, taken up, handed over, ended.

Help also ends by itself: every look and every save asks the server's clock (`Helper.lasts`).
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

import audit.record
from accounts.actions import change_profile
from accounts.models import User

from . import emails
from .consents import Consent
from .models import Application, HandOver, Helper
from .questions import sections as sections_of
from .states import OPEN
from .workflow import NotPermitted, NotReady, hold, need

MOST = 10
"""How many may help with one application at a time, so that nobody sends letters in masses."""

SAME_PRESS = timedelta(minutes=5)
"""The same note again within this time is a double click."""


@transaction.atomic
def invite_helper(
    application: Application,
    *,
    name: str,
    email: str,
    language: str,
    relation: Helper.Relation,
    may_type: bool,
    sections: Sequence[str],
    ends_at: datetime,
    consent: Consent,
    by: User,
) -> Helper:
    """Ask somebody to help with `sections` (none: with all), and write to them in `language`.

    The same address again while its help lasts returns the first invitation. Raises NotPermitted,
    or NotReady when there is nothing to type now, too many help, or it is the applicant's own.
    """
    current = hold(application, application.state)
    need("journey.let_in", by, current)
    email = email.strip().lower()
    if there := _open_invitation(current, email, by):
        return there
    _refuse_invitation(current, email)
    every = [each.key for each in sections_of(current.question_set, "")]
    chosen = [key for key in every if key in sections]
    helper = Helper.objects.create(
        application=current,
        name=name,
        email=email,
        language=language,
        relation=relation,
        may_type=may_type,
        sections=[] if chosen == every else chosen,
        ends_at=ends_at,
        consent_words=consent.words,
        consent_version=consent.version,
        invited_by=by,
    )
    audit.record.record(
        "application.help_ask",
        current,
        by=by,
        helper=helper.pk,
        sections=helper.sections,
        may_type=may_type,
        until=ends_at.isoformat(),
        consent=consent.version,
    )
    emails.write_to_helper(emails.HELP_ASKED, helper, path=address(helper))
    return helper


def address(helper: Helper) -> str:
    """Where the invited person says yes or no."""
    return reverse("journey:help", args=[helper.public_id])


def _open_invitation(application: Application, email: str, by: User) -> Helper | None:
    """The invitation that lasts; one whose day has passed is closed, to make room for a new one."""
    there = application.helpers.filter(email=email, ended_at=None).first()
    if there is None or there.lasts:
        return there
    there.ended_at, there.ended_by = there.ends_at, by
    there.save(update_fields=["ended_at", "ended_by"])
    return None


def _refuse_invitation(application: Application, email: str) -> None:
    if application.state not in OPEN:
        raise NotReady(_("Your answers are closed now, so there is nothing to help with."))
    if User.objects.filter(person=application.applicant_id, email=email).exists():
        raise NotReady(_("This is your own e-mail address. Write the address of your helper."))
    if Helper.objects.lasting().filter(application=application).count() >= MOST:
        raise NotReady(_("You asked ten people already. End somebody's help first."))


@transaction.atomic
def accept_help(helper: Helper, *, by: User) -> Helper:
    """Say yes. Raises NotPermitted for others than who was asked, NotReady when it is over."""
    current = _held(helper)
    _refuse_other_than_asked(current, by)
    if current.user_id == by.pk:
        return current
    current.user, current.accepted_at = by, timezone.now()
    current.save(update_fields=["user", "accepted_at"])
    if not by.person.has_own_name:
        by.person.display_name = current.name
        change_profile(by.person, by=by)
    audit.record.record("application.help_accept", current.application, by=by, helper=current.pk)
    _tell_applicant(emails.HELP_ACCEPTED, current)
    return current


@transaction.atomic
def decline_help(helper: Helper, *, by: User) -> Helper:
    """Say no before having said yes."""
    current = _held(helper)
    _refuse_other_than_asked(current, by)
    _end(current, by, "application.help_decline")
    _tell_applicant(emails.HELP_DECLINED, current)
    return current


@transaction.atomic
def end_help(helper: Helper, *, by: User) -> Helper:
    """End it at once: the applicant at any time, or the helper. Twice is harmless."""
    current = _held(helper)
    if current.user_id != by.pk:
        need("journey.let_in", by, current.application)
    if current.ended_at:
        return current
    _end(current, by, "application.help_end")
    if current.user_id and current.user_id != by.pk:
        emails.write_to_helper(emails.HELP_ENDED, current)
    return current


@transaction.atomic
def hand_over(helper: Helper, *, note: str, by: User) -> HandOver:
    """Say to the applicant that one is done. Raises NotPermitted for others than the helper."""
    current = _held(helper)
    if current.user_id != by.pk or not current.is_in_force or not current.may_type:
        raise NotPermitted(_("Only somebody who helps can say this."))
    if current.application.state not in OPEN:
        raise NotReady(_("These answers were sent already. Thank you for your help."))
    latest = current.hand_overs.first()
    if latest and latest.note == note and timezone.now() - latest.said_at < SAME_PRESS:
        return latest
    said = HandOver.objects.create(helper=current, note=note)
    audit.record.record("application.hand_over", current.application, by=by, helper=current.pk)
    _tell_applicant(emails.HANDED_OVER, current, page="tasks")
    return said


def _held(helper: Helper) -> Helper:
    found = Helper.objects.select_related("application__applicant", "application__call__programme")
    return found.select_for_update(of=("self",)).get(pk=helper.pk)


def _refuse_other_than_asked(helper: Helper, by: User) -> None:
    if helper.email != by.email.lower() or helper.application.applicant_id == by.person_id:
        raise NotPermitted(_("Somebody else was asked to help."))
    if not helper.lasts:
        raise NotReady(_("This invitation is over. Ask the person who sent it to you."))


def _end(helper: Helper, by: User, deed: str) -> None:
    helper.ended_at, helper.ended_by = timezone.now(), by
    helper.save(update_fields=["ended_at", "ended_by"])
    audit.record.record(deed, helper.application, by=by, helper=helper.pk)


def _tell_applicant(letter, helper: Helper, *, page: str = "people") -> None:
    path = reverse(f"journey:{page}", args=[helper.application.public_id])
    emails.write(letter, helper.application, path=path, helper=helper.name)
