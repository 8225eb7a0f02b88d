"""Everything that changes an application before and beside its moves."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

import audit.record
from accounts.models import Person, User
from applications.calls.models import Call
from programmes.models import City, Strand

from . import emails
from .access import access_of
from .answer_files import file_keys, follow_answer
from .confirming import typed_by_others
from .deadlines import can_begin
from .models import (
    Answer,
    AnswerVersion,
    Application,
    ChangeRequest,
    Confirmation,
    Note,
    Screening,
)
from .questions import amount_question
from .references import next_reference
from .states import State
from .translations import follow_language, worded_keys, written_in
from .workflow import NotPermitted, NotReady, advance, hold, need


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
def start_application(
    *,
    call: Call,
    title: str,
    strand: Strand,
    city: City,
    by: User,
    language: str = "en",
    eligibility: dict[str, bool] | None = None,
) -> Application:
    """Begin `by`'s draft with the call's newest questions; the same project again returns it.

    Raises NotReady when the call takes no new applications, or not this strand or city.
    """
    own = Application.objects.filter(call=call, applicant=by.person, title=title).first()
    return own or begin_draft(
        call=call,
        title=title,
        strand=strand,
        city=city,
        applicant=by.person,
        by=by,
        language=language,
        eligibility=eligibility,
    )


@transaction.atomic
def begin_draft(
    *,
    call: Call,
    title: str,
    strand: Strand,
    city: City,
    applicant: Person,
    by: User,
    language: str,
    eligibility: dict[str, bool] | None,
) -> Application:
    """The applicant's draft, begun by themselves or by who may begin it for them: callers ask.

    Raises NotReady as `start_application` does.
    """
    if not can_begin(call) or call.current_question_set is None:
        raise NotReady(_("This call does not take new applications now."))
    _refuse_elsewhere(call, strand, city)
    year = timezone.now().astimezone(call.zone).year
    application, made = Application.objects.get_or_create(
        call=call,
        applicant=applicant,
        title=title,
        defaults={
            "reference": next_reference(city, year),
            "question_set": call.current_question_set,
            "strand": strand,
            "city": city,
            "language": language,
            "eligibility": eligibility or {},
        },
    )
    if made:
        audit.record.record("application.start", application, by=by, call=call.code)
    return application


@transaction.atomic
def change_basics(
    application: Application, *, title: str, strand: Strand, city: City, by: User
) -> Application:
    """Rename a draft, or move it to another strand or city of its call."""
    current = _to_write_in(application, by)
    if current.state != State.DRAFT:
        raise NotReady(_("The name, strand and city cannot change after you sent it."))
    _refuse_elsewhere(current.call, strand, city)
    if (current.title, current.strand, current.city) == (title, strand, city):
        return current
    current.title, current.strand, current.city = title, strand, city
    try:
        with transaction.atomic():
            current.save(update_fields=["title", "strand", "city"])
    except IntegrityError as twice:
        raise NotReady(_("You have another application with this name.")) from twice
    audit.record.record("application.rename", current, by=by, strand=strand.code, city=city.slug)
    return current


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


@transaction.atomic
def submit_application(
    application: Application,
    *,
    by: User,
    seen: str,
    confirmed: dict[str, int] | None = None,
    how: Confirmation.How = Confirmation.How.THEMSELVES,
) -> Application:
    """Send the draft, or the better answers that were asked for.

    `confirmed` has the versions of the answers that others typed and that the applicant said
    are right, by the question's key; `how` they said so, where a caseworker sends it for them.
    """
    current = hold(application, seen)
    if confirmed:
        confirm(current, versions=confirmed, how=how, by=by)
    if current.state == State.CHANGES_REQUESTED:
        current.change_requests.filter(answered_at=None).update(answered_at=timezone.now())
    return advance(application, "submit", by=by, held=current)


def confirm(
    application: Application, *, versions: dict[str, int], how: Confirmation.How, by: User
) -> None:
    """Keep that the applicant read what others typed; what changed meanwhile is not confirmed.

    Raises NotReady when somebody else than the applicant does not say how they were told.
    """
    themselves = how == Confirmation.How.THEMSELVES
    if themselves != (application.applicant_id == by.person_id):
        raise NotReady(_("Say how the person told you that the answers are right."))
    others = typed_by_others(application)
    read = {each.key: each.version for each in others if versions.get(each.key) == each.version}
    if read:
        application.confirmations.create(versions=read, how=how, recorded_by=by)
        audit.record.record("application.confirm", application, by=by, versions=read, how=how)


def withdraw(application: Application, *, by: User, seen: str) -> Application:
    """Take the application back; undone within a day by `undo_withdrawal`."""
    return advance(application, "withdraw", by=by, seen=seen)


def undo_withdrawal(application: Application, *, by: User, seen: str) -> Application:
    return advance(application, "undo_withdrawal", by=by, seen=seen)


# What officers do.


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
def write_note(application: Application, *, audience: Note.Audience, text: str, by: User) -> Note:
    """Write a note for `audience`; the applicant is told of theirs. Double clicks write once."""
    current = hold(application, application.state)
    need("journey.note", by, current)
    latest = current.notes.filter(written_by=by).first()
    if latest and (latest.text, latest.audience) == (text, audience):
        return latest
    note = Note.objects.create(application=current, audience=audience, text=text, written_by=by)
    audit.record.record("application.note", current, by=by, audience=audience)
    if audience == Note.Audience.APPLICANT:
        path = reverse("journey:messages", args=[current.public_id])
        emails.write(emails.NOTE, current, path=path)
    return note


def _to_write_in(application: Application, by: User) -> Application:
    current = hold(application, application.state)
    if not by.has_perm("journey.answer", current):
        raise NotPermitted(_("Only the applicant can change these answers."))
    return current


def _refuse_out_of_scope(current: Application, typed: list[Typed], by: User) -> None:
    if not by.has_perm("journey.type", current):
        raise NotPermitted(_("Only the applicant can change these answers."))
    access = access_of(by, current)
    if access and access.sections and {e.key for e in typed} - access.questions(current):
        raise NotPermitted(_("You were not asked to help with these answers."))


def _refuse_elsewhere(call: Call, strand: Strand, city: City) -> None:
    if not call.strands.contains(strand) or not call.cities.contains(city):
        raise NotReady(_("Choose a strand and a city of this call."))
