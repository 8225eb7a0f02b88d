"""Messages between an applicant and the officers of their application, in one thread.

They are the notes that both sides read. A letter to the other side says that a message waits, and
nothing of what it says. Helpers and judges never see them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

import audit.record
from accounts.models import User
from files.models import StoredFile
from notifications.actions import send

from . import desk, emails, message_files
from .models import Application, ApplicationQuerySet, MessageFile, Note
from .workflow import NotReady, hold, need

PAGE = 20
LONGEST = 4_000
"""In characters."""

SAME_AGAIN = timedelta(minutes=10)
"""The same words within this time are a button pressed twice."""


def messages_of(application: Application) -> QuerySet[Note]:
    """The thread, newest first."""
    there = application.notes.filter(audience=Note.Audience.APPLICANT)
    with_files = there.select_related("written_by__person", "application")
    files = Prefetch("files", MessageFile.objects.select_related("stored"))
    return with_files.prefetch_related(files).order_by("-pk")


@dataclass(frozen=True)
class Said:
    """A message with its files, as one of the two sides reads it."""

    note: Note
    files: list[dict]


def as_read(notes: Iterable[Note], *, by_applicant: bool) -> list[Said]:
    return [Said(e, message_files.shown_of(e, by_applicant=by_applicant)) for e in notes]


def unread(*, by_team: bool) -> QuerySet[Note]:
    """What the team, or the applicants, have not read."""
    return Note.objects.filter(
        audience=Note.Audience.APPLICANT, from_applicant=by_team, read_at=None
    )


def with_unread(user: User) -> ApplicationQuerySet:
    """The applications in an officer's reach with messages that nobody of the team has read."""
    waits = unread(by_team=True).filter(application=OuterRef("pk"))
    return Application.objects.handled_by(user).filter(Exists(waits))


def unread_by(user: User) -> ApplicationQuerySet:
    """The user's own applications with messages that they have not read."""
    waits = unread(by_team=False).filter(application=OuterRef("pk"))
    return Application.objects.filter(Exists(waits), applicant=user.person_id)


@transaction.atomic
def write_message(
    application: Application, *, text: str, by: User, files: Iterable[str] = ()
) -> Note:
    """Write from the applicant to the team, with `files` of theirs by their ids. A button pressed
    twice writes once.

    The letter goes to who reads the application, or to every officer there; one is enough while a
    message waits. Raises NotPermitted, or NotReady for a draft, which officers do not see.
    """
    current = hold(application, application.state)
    need("journey.answer", by, current)
    if current.submitted_at is None:
        raise NotReady(_("You can write to the team here after you sent your application."))
    text, sent = text.strip(), message_files.sent_along(files, by=by)
    if not text and not sent:
        raise NotReady(_("Write your message first."))
    if latest := _same_again(current, text, sent, by):
        return latest
    is_first = not unread(by_team=True).filter(application=current).exists()
    note = Note.objects.create(
        application=current,
        audience=Note.Audience.APPLICANT,
        from_applicant=True,
        text=text,
        written_by=by,
    )
    message_files.attach(note, sent)
    audit.record.record("application.message", current, by=by, message=note.pk)
    if is_first:
        _tell_team(current)
    return note


def _same_again(
    application: Application, text: str, sent: list[StoredFile], by: User
) -> Note | None:
    since = timezone.now() - SAME_AGAIN
    lately = messages_of(application).filter(written_by=by, text=text, written_at__gt=since)
    return next((each for each in lately if message_files.are_those_of(each, sent)), None)


def _tell_team(application: Application) -> None:
    reader = application.assigned_to
    for officer in [reader] if reader else desk.officers_at(application.place):
        if officer.person_id != application.applicant_id:
            send(
                emails.ANSWERED,
                to=emails.recipient(officer.person),
                about=application,
                path=reverse("pipeline:messages", args=[application.public_id]),
            )


@transaction.atomic
def mark_read(application: Application, *, by: User) -> int:
    """Note that `by`, one of the two sides, has seen what the other wrote. Returns how much."""
    own = application.applicant_id == by.person_id
    waiting = unread(by_team=not own).filter(application=application)
    return waiting.update(read_at=timezone.now(), read_by=by)
