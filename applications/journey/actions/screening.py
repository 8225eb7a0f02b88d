"""What officers do with an application before it is trained for or judged."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

import audit.record
from accounts.models import User

from .. import emails, message_files
from ..models import (
    Application,
    ChangeRequest,
    Note,
    Screening,
)
from ..workflow import NotReady, advance, hold, need


@transaction.atomic
def ask_for_changes(
    application: Application,
    *,
    keys: list[str],
    message: str,
    due_at: datetime,
    by: User,
    seen: str,
) -> Application:
    """Reopen the named questions until `due_at`, with a message to the applicant."""
    hold(application, seen)
    if due_at <= timezone.now():
        raise NotReady(_("Give a day that is still to come."))
    ChangeRequest.objects.create(
        application=application, keys=keys, message=message, due_at=due_at, asked_by=by
    )
    return advance(application, "request_changes", by=by, seen=seen, keys=keys)


@transaction.atomic
def find_eligible(application: Application, *, by: User, seen: str) -> Application:
    hold(application, seen)
    Screening.objects.create(application=application, eligible=True, decided_by=by)
    return advance(application, "find_eligible", by=by, seen=seen)


@transaction.atomic
def find_ineligible(
    application: Application, *, reason: str, way_on: str, by: User, seen: str
) -> Application:
    """Not for this call: `reason` and `way_on` are what the applicant reads."""
    hold(application, seen)
    Screening.objects.create(
        application=application, eligible=False, reason=reason, way_on=way_on, decided_by=by
    )
    return advance(application, "find_ineligible", by=by, seen=seen)


@transaction.atomic
def write_note(
    application: Application,
    *,
    audience: Note.Audience,
    text: str,
    by: User,
    files: Iterable[str] = (),
) -> Note:
    """Write a note for `audience`; the applicant is told of theirs. Double clicks write once.

    `files` are ids of files that `by` sent along with a message to the applicant. Raises
    NotPermitted, or NotReady when there is nothing to read.
    """
    current = hold(application, application.state)
    need("journey.note", by, current)
    sent = message_files.sent_along(files, by=by)
    if not text and not sent:
        raise NotReady(_("Write your message first."))
    latest = current.notes.filter(written_by=by).first()
    is_same = latest and (latest.text, latest.audience) == (text, audience)
    if latest and is_same and message_files.are_those_of(latest, sent):
        return latest
    note = Note.objects.create(application=current, audience=audience, text=text, written_by=by)
    message_files.attach(note, sent)
    audit.record.record("application.note", current, by=by, audience=audience)
    if audience == Note.Audience.APPLICANT:
        path = reverse("journey:messages", args=[current.public_id])
        emails.write(emails.NOTE, current, path=path)
    return note
