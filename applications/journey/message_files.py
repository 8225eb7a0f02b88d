"""Files of the messages between an applicant and the team: sent along, shown, opened."""

from collections.abc import Iterable
from uuid import UUID

from django.urls import reverse

from accounts.models import User
from files.actions import keep
from files.fields import here
from files.models import StoredFile

from .answer_files import opens, shown
from .models import Application, MessageFile, Note

MOST = 5
"""Files with one message."""


def sent_along(ids: Iterable[str], *, by: User) -> list[StoredFile]:
    """The writer's own files of these ids; those of other people are left out."""
    return [each for each in here(ids) if each.owner_id == by.pk]


def are_those_of(note: Note, sent: list[StoredFile]) -> bool:
    """Whether the message was sent with files of the same content."""
    there = note.files.values_list("stored__sha256", flat=True)
    return sorted(there) == sorted(each.sha256 for each in sent)


def attach(note: Note, sent: list[StoredFile]) -> None:
    """Make files part of a message that was just written; one that is in use already is not."""
    for stored in sent:
        if stored.kept_at is None:
            MessageFile.objects.create(note=note, stored=stored)
            keep(stored)


def latest_of(application: Application, *, by: User) -> list[str]:
    """The ids of the files of this person's latest message, which a button pressed twice names
    again."""
    latest = application.notes.filter(written_by=by).order_by("-pk").first()
    files = latest.files.select_related("stored") if latest else []
    return [str(each.stored.public_id) for each in files]


def shown_of(note: Note, *, by_applicant: bool) -> list[dict]:
    """For components/answer_files.html, as the applicant or the team sees them."""
    application = note.application.public_id
    return shown(
        note.files.all(),
        lambda file_id: reverse("journey:message_file", args=[application, file_id]),
        own=note.from_applicant == by_applicant,
    )


def find(application: Application, file_id: UUID, *, by: User) -> StoredFile | None:
    """The file of a message, if this person of one of the two sides may open it: others than its
    sender only after its scan."""
    messages = application.notes.filter(audience=Note.Audience.APPLICANT)
    found = MessageFile.objects.filter(note__in=messages, stored__public_id=file_id)
    record = found.select_related("stored").first()
    if record is None or not opens(record.stored, own=record.stored.owner_id == by.pk):
        return None
    return record.stored
