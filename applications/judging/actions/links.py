"""A judge's own link: sent, opened with a PIN, revoked."""

from enum import Enum, auto

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

import audit.record
from accounts.models import User
from applications.journey.workflow import need

from .. import emails
from ..models import PanelLink, PanelMember
from ..models.links import MOST_TRIES
from ..refusals import AlreadyDone, JudgingRefused


class Tried(Enum):
    """What came of a PIN."""

    OPEN = auto()
    WRONG = auto()
    OVER = auto()


@transaction.atomic
def send_link(*, member: PanelMember, by: User) -> PanelLink:
    """Write to the judge with a new link; the one before opens nothing any more.

    Raises NotPermitted, or JudgingRefused once the round is decided.
    """
    need("judging.set_up", by, member.round)
    link = make_link(member, by=by)
    emails.send_link(link)
    return link


def make_link(member: PanelMember, *, by: User) -> PanelLink:
    """A new link, instead of any other of this judge; called in a transaction."""
    PanelMember.objects.select_for_update().get(pk=member.pk)
    if member.round.closed_at:
        raise JudgingRefused(_("This round is decided. It cannot change any more."))
    now = timezone.now()
    PanelLink.objects.filter(member=member, revoked_at=None).update(revoked_at=now)
    link = PanelLink.objects.create(member=member, sent_by=by)
    audit.record.record("judging.send_link", member, by=by, round=member.round_id)
    return link


@transaction.atomic
def revoke_link(*, member: PanelMember, by: User) -> None:
    """The judge's link opens nothing from now on, nor does a phone on which it is open.

    Raises NotPermitted, or AlreadyDone when there is none.
    """
    need("judging.set_up", by, member.round)
    if not member.links.filter(revoked_at=None).update(revoked_at=timezone.now()):
        raise AlreadyDone(_("This judge has no link."))
    audit.record.record("judging.revoke_link", member, by=by, round=member.round_id)


@transaction.atomic
def choose_pin(*, link: PanelLink, pin: str) -> bool:
    """At the first opening: this PIN opens the link from now on. False when somebody was faster.

    The judge is told by letter, so that a link in wrong hands comes to light.
    """
    now = timezone.now()
    fresh = PanelLink.objects.in_force(now).filter(pk=link.pk, opened_at=None)
    if not fresh.select_for_update(of=["self"]).exists():
        return False
    PanelLink.objects.filter(pk=link.pk).update(
        pin=make_password(pin), opened_at=now, last_opened_at=now
    )
    audit.record.record("judging.choose_pin", link.member, by=link.member.user)
    emails.pin_chosen(link)
    return True


@transaction.atomic
def open_link(*, link: PanelLink, pin: str) -> Tried:
    """Try a PIN. The row is held meanwhile, so that many tries at once count as many.

    The fifth wrong one ends the link; the officer sends another.
    """
    found = PanelLink.objects.in_force().select_for_update(of=["self"]).filter(pk=link.pk).first()
    if found is None or not found.pin:
        return Tried.OVER
    if check_password(pin, found.pin):
        found.wrong_tries, found.last_opened_at = 0, timezone.now()
        found.save(update_fields=["wrong_tries", "last_opened_at"])
        audit.record.record("judging.open_link", link.member, by=link.member.user)
        return Tried.OPEN
    found.wrong_tries += 1
    if found.wrong_tries < MOST_TRIES:
        found.save(update_fields=["wrong_tries"])
        return Tried.WRONG
    found.revoked_at = timezone.now()
    found.save(update_fields=["wrong_tries", "revoked_at"])
    audit.record.record(
        "judging.wrong_pins", link.member, by=link.member.user, tries=found.wrong_tries
    )
    return Tried.OVER
