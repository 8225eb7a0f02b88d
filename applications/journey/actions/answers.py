"""Keeping what is typed: nobody's text is lost and nobody's is overruled unseen."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

import audit.record
from accounts.models import User

from ..access import access_of
from ..answer_files import file_keys, follow_answer
from ..models import (
    Answer,
    AnswerVersion,
    Application,
)
from ..questions import amount_question
from ..states import State
from ..translations import follow_language, worded_keys, written_in
from ..workflow import NotPermitted, NotReady, hold


@dataclass(frozen=True)
class Typed:
    """What a person typed for one question, and the version of the answer that they saw.

    `language` is that of an answer in words; empty leaves it as it was. `copied_from` is the
    application that the person wrote it for before.
    """

    key: str
    value: object
    valid: bool = True
    seen: int = 0
    language: str = ""
    copied_from: Application | None = None


@dataclass
class Saved:
    """What a save did: each answer that changed, as it is now, and the clashes. `same` has the
    answers that were so already, though the person had not heard of it."""

    answers: dict[str, Answer] = field(default_factory=dict)
    same: dict[str, int] = field(default_factory=dict)
    conflicts: list[Answer] = field(default_factory=list)

    @property
    def keys(self) -> list[str]:
        return list(self.answers)

    @property
    def versions(self) -> dict[str, int]:
        """For who types on: of each answer that changed, and of those that were so already."""
        return self.same | {key: answer.version for key, answer in self.answers.items()}


@transaction.atomic
def save_answers(application: Application, *, typed: Iterable[Typed], by: User) -> Saved:
    """Keep what was typed. An answer that somebody else changed meanwhile is left and returned.

    What is not valid is kept too, marked so. A draft keeps what is typed even after the deadline,
    so that an extension finds it. Raises NotPermitted, or NotReady when the questions are closed.
    """
    current = hold(application, application.state)
    typed = list(typed)
    _refuse_out_of_scope(current, typed, by)
    if {each.key for each in typed} - open_questions(current, (each.key for each in typed)):
        raise NotReady(_("These answers cannot be changed now."))
    before = {answer.key: answer for answer in current.answers.select_for_update()}
    saved = Saved()
    for each in typed:
        _keep(current, each, before.get(each.key), by, saved)
    if saved.keys:
        _keep_languages(current, saved)
        _keep_in_step(current, typed, saved.keys)
        _keep_files(current, typed, saved.keys, by)
        audit.record.record("application.answer", current, by=by, keys=saved.keys)
    return saved


def open_questions(application: Application, keys: Iterable[str]) -> set[str]:
    """Those of `keys` that the applicant may change now: all of a draft's, or the named ones."""
    if application.state == State.DRAFT:
        return set(keys)
    if application.state == State.CHANGES_REQUESTED:
        request = application.change_requests.filter(answered_at=None).first()
        return set(keys) & set(request.keys if request else [])
    return set()


def _keep(current: Application, typed: Typed, before: Answer | None, by: User, saved: Saved):
    if before is None and typed.value is None:
        return
    if before and _says_the_same(before, typed, current):
        if before.version != typed.seen:
            saved.same[typed.key] = before.version
        return
    if before and before.version != typed.seen:
        if typed.value != _seen(current, typed):
            saved.conflicts.append(before)
        return
    answer = before or Answer(application=current, key=typed.key, version=0)
    answer.value, answer.valid = typed.value, typed.valid
    answer.language = typed.language or answer.language
    answer.copied_from = typed.copied_from
    answer.version, answer.typed_by, answer.typed_at = answer.version + 1, by, timezone.now()
    answer.save()
    AnswerVersion.objects.create(
        application=current,
        key=answer.key,
        value=answer.value,
        version=answer.version,
        language=answer.language,
        typed_by=by,
        typed_at=answer.typed_at,
    )
    saved.answers[typed.key] = answer


def _says_the_same(before: Answer, typed: Typed, current: Application) -> bool:
    said = typed.language or written_in(before, current)
    return (before.value, before.valid, written_in(before, current)) == (
        typed.value,
        typed.valid,
        said,
    )


def _seen(current: Application, typed: Typed) -> object:
    """The value on the screen before the person typed. Left as it was, it overrules nobody."""
    versions = current.answer_versions.filter(key=typed.key, version=typed.seen)
    return versions.values_list("value", flat=True).first()


def _keep_languages(current: Application, saved: Saved) -> None:
    """Note which of the answers that were saved just now wait for a translation."""
    for key in worded_keys(current) & saved.answers.keys():
        follow_language(current, saved.answers[key])


def _keep_in_step(current: Application, typed: list[Typed], keys: list[str]) -> None:
    asked = amount_question(current.question_set)
    for each in typed:
        if each.key == asked and asked in keys:
            whole = each.value if each.valid and isinstance(each.value, int) else None
            current.requested_minor = whole
            current.save(update_fields=["requested_minor"])


def _keep_files(current: Application, typed: list[Typed], keys: list[str], by: User) -> None:
    with_files = file_keys(current) & set(keys)
    for each in typed:
        if each.key in with_files:
            ids = each.value if isinstance(each.value, list) else []
            follow_answer(current, key=each.key, ids=ids, by=by)


def _refuse_out_of_scope(current: Application, typed: list[Typed], by: User) -> None:
    if not by.has_perm("journey.type", current):
        raise NotPermitted(_("Only the applicant can change these answers."))
    access = access_of(by, current)
    if access and access.sections and {e.key for e in typed} - access.questions(current):
        raise NotPermitted(_("You were not asked to help with these answers."))
