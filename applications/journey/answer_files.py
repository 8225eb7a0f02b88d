"""The files of an answer: added and taken away as the answer changes, and who may open them."""

from collections.abc import Callable, Iterable
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

import audit.record
from accounts.models import User
from applications.calls.blocks import FILE_KINDS, SeenBy
from files.actions import keep
from files.fields import here
from files.kinds import SOUND
from files.models import Scan, StoredFile

from .models import AnswerFile, Application, MessageFile
from .questions import every_question


def file_keys(application: Application) -> set[str]:
    """The keys of the questions that are answered with files. No query."""
    questions = every_question(application.question_set)
    return {each.key for each in questions if each.kind in FILE_KINDS}


def judged_keys(application: Application) -> set[str]:
    """Those of them whose files judges may open."""
    questions = every_question(application.question_set)
    return {
        each.key for each in questions if each.kind in FILE_KINDS and each.seen_by == SeenBy.JUDGES
    }


def given(application: Application) -> dict[str, list[AnswerFile]]:
    """The files there now, by question of the present version.

    One query, none where no question asks for files.
    """
    found: dict[str, list[AnswerFile]] = {key: [] for key in file_keys(application)}
    if found:
        now = application.answer_files.filter(removed_at=None).select_related("stored")
        for each in now:
            if each.key in found:
                found[each.key].append(each)
    return found


def ever_given(application: Application, key: str) -> list[str]:
    """The ids of every file that was part of this answer, also of those taken away."""
    ids = application.answer_files.filter(key=key).values_list("stored__public_id", flat=True)
    return [str(each) for each in ids]


def has_virus(application: Application) -> bool:
    """Whether a file that is part of an answer had a virus, so that another must take its place."""
    keys = file_keys(application)
    if not any(each.key in keys and each.value for each in application.answers.all()):
        return False
    return any(
        each.stored.scan == Scan.INFECTED for files in given(application).values() for each in files
    )


def find(
    application: Application, file_id: UUID, *, own: bool, by: User | None = None
) -> AnswerFile | None:
    """The file of an answer that is there now, if its reader may open it: others than the
    applicant and its sender, `by`, only after its scan."""
    found = application.answer_files.filter(stored__public_id=file_id, removed_at=None)
    record = found.select_related("stored").first()
    if record is None:
        return None
    sent_it = by is not None and record.stored.owner_id == by.pk
    return record if opens(record.stored, own=own or sent_it) else None


def opens(stored: StoredFile, *, own: bool) -> bool:
    """Whether the file can be opened now; by its sender also before its scan."""
    return stored.is_open or (own and stored.scan == Scan.WAITING)


def shown(
    files: Iterable[AnswerFile | MessageFile], address: Callable[[UUID], str], *, own: bool
) -> list[dict]:
    """For components/answer_files.html; `address` gives the address of a stored file's id."""
    return [
        {
            "file": each.stored,
            "url": address(each.stored.public_id) if opens(each.stored, own=own) else "",
            "plays": each.stored.content_type in SOUND and opens(each.stored, own=own),
            "own": own,
        }
        for each in files
    ]


def address_in(application: Application) -> Callable[[UUID], str]:
    """Where the applicant and the officers open the files of an application."""
    return lambda file_id: reverse("journey:answer_file", args=[application.public_id, file_id])


@transaction.atomic
def follow_answer(application: Application, *, key: str, ids: Iterable[str], by: User) -> None:
    """Make the files of the answer `key` those of `ids`; called when the answer was saved."""
    wanted = {each.pk: each for each in here(ids)}
    records = application.answer_files.filter(key=key).select_related("stored")
    there = {each.stored_id: each for each in records.select_for_update(of=["self"])}
    for pk, stored in wanted.items():
        if pk not in there or there[pk].removed_at:
            add_file(application, key=key, stored=stored, by=by)
    for pk, record in there.items():
        if pk not in wanted and record.removed_at is None:
            remove_file(record, by=by)


@transaction.atomic
def add_file(application: Application, *, key: str, stored: StoredFile, by: User) -> AnswerFile:
    """Make `stored` part of an answer; one that was taken away comes back."""
    record, _made = AnswerFile.objects.update_or_create(
        stored=stored,
        application=application,
        key=key,
        defaults={"removed_at": None, "removed_by": None},
        create_defaults={"added_by": by},
    )
    keep(stored)
    audit.record.record("application.add_file", application, by=by, key=key, file=stored.pk)
    return record


@transaction.atomic
def remove_file(record: AnswerFile, *, by: User) -> None:
    """Take a file out of the answer. The file and who took it away stay on record."""
    record.removed_at, record.removed_by = timezone.now(), by
    record.save(update_fields=["removed_at", "removed_by"])
    audit.record.record(
        "application.remove_file", record.application, by=by, key=record.key, file=record.stored_id
    )
