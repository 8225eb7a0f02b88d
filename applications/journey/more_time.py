"""More time for a draft: asked for by its applicant, given or not by an officer."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

import audit.record
from accounts.models import User

from . import emails
from .deadlines import can_ask_for_time, is_late, sent_by
from .models import Application, Extension, ExtensionRequest
from .states import State
from .workflow import NotPermitted, NotReady, hold, need


@transaction.atomic
def ask(application: Application, *, reason: str, by: User) -> ExtensionRequest:
    """Ask for more time, once for each draft; asking again returns what was asked.

    Raises NotPermitted for anybody but the applicant, NotReady when it is not late or too late.
    """
    current = hold(application, State.DRAFT)
    if not by.has_perm("journey.submit", current):
        raise NotPermitted(_("Only the applicant can ask for more time."))
    asked = ExtensionRequest.objects.filter(application=current).first()
    if asked:
        return asked
    if not can_ask_for_time(current):
        raise NotReady(_("You cannot ask for more time now. Write to us, and we will help."))
    asked = ExtensionRequest.objects.create(application=current, reason=reason, asked_by=by)
    audit.record.record("application.ask_for_time", current, by=by)
    return asked


@transaction.atomic
def grant(application: Application, *, until: datetime, reason: str, by: User) -> Extension:
    """Give one draft more time, and so say yes to who asked. The same end again changes nothing."""
    current = hold(application, State.DRAFT)
    need("journey.screen", by, current)
    now = timezone.now()
    if until <= now:
        raise NotReady(_("Give a time that is still to come."))
    extension, made = Extension.objects.get_or_create(
        application=current, until=until, defaults={"reason": reason, "granted_by": by}
    )
    waiting = ExtensionRequest.objects.waiting().filter(application=current)
    waiting.update(granted=True, answered_by=by, answered_at=now)
    if made:
        audit.record.record("application.extend", current, by=by, until=until.isoformat())
        emails.write(emails.EXTENDED, current, until=emails.moment(until, current))
    return extension


@transaction.atomic
def refuse(application: Application, *, reply: str, by: User) -> ExtensionRequest:
    """Say no to who asked, with the reason that they read. Twice says it once.

    Raises NotReady when nobody asked, or the answer was yes.
    """
    current = hold(application, State.DRAFT)
    need("journey.screen", by, current)
    asked = ExtensionRequest.objects.filter(application=current).first()
    if asked is None or asked.granted:
        raise NotReady(_("Nobody waits for this answer."))
    if asked.answered_at:
        return asked
    asked.granted, asked.reply = False, reply
    asked.answered_by, asked.answered_at = by, timezone.now()
    asked.save()
    audit.record.record("application.refuse_time", current, by=by)
    emails.write(emails.NO_MORE_TIME, current)
    return asked


@dataclass(frozen=True)
class Late:
    """A draft after its deadline, for the notice on its pages."""

    sent_by: datetime
    still_taken: bool
    can_ask: bool
    asked: ExtensionRequest | None


def look(application: Application) -> Late | None:
    """What its applicant reads about a late draft; None, without a query, while there is time."""
    if not is_late(application):
        return None
    until = sent_by(application)
    return Late(
        sent_by=until.astimezone(application.call.zone),
        still_taken=timezone.now() < until,
        can_ask=can_ask_for_time(application),
        asked=getattr(application, "extension_request", None),
    )
