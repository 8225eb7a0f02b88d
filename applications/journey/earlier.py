"""What somebody wrote for an earlier application, offered to questions of the same kind.

Nothing is copied silently: the person chooses, and what was copied says so until it is changed.
Files and declarations are never copied: files belong to one application, and a person agrees anew.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

import audit.record
from accounts.models import Person, User
from applications.calls.blocks import FILE_KINDS, Kind
from applications.calls.models import Call

from .actions import Saved, Typed, save_answers
from .answered import in_words
from .complete import asked, given_to, is_empty
from .models import Answer, Application
from .questions import Question, every_question
from .states import State
from .translations import written_in
from .versions import TEXTS, fits
from .workflow import hold, need

NEVER = (*FILE_KINDS, Kind.DECLARATION)
MOST = 20
"""How many of a person's applications are looked through, the newest first."""
KEPT_ANYWAY = TEXTS
"""Copied even when it is too long here: the person shortens it."""


@dataclass(frozen=True)
class Offer:
    """An answer to copy: for which question, from where, and as it reads. `source` None means the
    person's own details."""

    question: Question
    value: object
    valid: bool
    text: str
    language: str = ""
    source: Application | None = None


def offers(application: Application, language: str = "") -> list[Offer]:
    """For each question that has no answer yet, the newest sound one from before; in order.

    One query for somebody without another application, two otherwise.
    """
    if application.state != State.DRAFT or application.is_test:
        return []
    given = given_to(application)
    questions = list(every_question(application.question_set, language))
    others = _others(application)
    found = {
        each.key: offer
        for each in questions
        if _is_open(each, given) and (offer := _offer(each, application, others))
    }
    filled = given | {key: Answer(key=key, value=each.value) for key, each in found.items()}
    keys = asked(questions, filled)
    return [each for key, each in found.items() if key in keys]


def _others(application: Application) -> list[Application]:
    mine = Application.objects.filter(applicant=application.applicant_id)
    mine = mine.exclude(pk=application.pk).select_related("question_set", "call", "applicant")
    return list(mine.prefetch_related("answers").order_by("-pk")[:MOST])


def _is_open(question: Question, given: dict[str, Answer]) -> bool:
    answer = given.get(question.key)
    return question.kind not in NEVER and (answer is None or is_empty(answer.value))


def _offer(
    question: Question, application: Application, others: Iterable[Application]
) -> Offer | None:
    for other in others:
        before = {each.key: each for each in every_question(other.question_set)}
        answer = given_to(other).get(question.key)
        if answer and question.key in before and not is_empty(answer.value):
            valid = _fits(question, before[question.key], answer, application.call, other.call)
            if valid or (question.kind in KEPT_ANYWAY and isinstance(answer.value, str)):
                text = in_words(question, answer.value, application.call.currency)
                language = written_in(answer, other) if question.kind in TEXTS else ""
                return Offer(question, answer.value, valid, text, language, other)
    return _from_details(question, application.applicant)


def _fits(question: Question, before: Question, answer: Answer, here: Call, there: Call) -> bool:
    if not answer.valid or not fits(question, before, answer):
        return False
    if question.kind in (Kind.MONEY, Kind.BUDGET) and here.currency != there.currency:
        return False
    if question.kind == Kind.MONEY:
        whole = answer.value
        return isinstance(whole, int) and here.least_minor <= whole <= here.maximum_minor
    return True


def _from_details(question: Question, person: Person) -> Offer | None:
    if question.kind != Kind.CONTACT or not (person.email or person.phone):
        return None
    value = {"name": person.display_name, "email": person.email, "phone": person.phone}
    return Offer(question, value, True, in_words(question, value, ""))


@transaction.atomic
def copy_answers(application: Application, *, keys: Iterable[str], by: User) -> Saved:
    """Copy the offers for the questions `keys`; one that has an answer by now keeps it.

    Raises NotPermitted for others than the applicant, ChangedMeanwhile when it is no draft.
    """
    current = hold(application, State.DRAFT)
    need("journey.answer", by, current)
    given, wanted = given_to(current), set(keys)
    chosen = [each for each in offers(current) if each.question.key in wanted]
    typed = [
        Typed(
            key=each.question.key,
            value=each.value,
            valid=each.valid,
            seen=given[each.question.key].version if each.question.key in given else 0,
            language=each.language,
            copied_from=each.source,
        )
        for each in chosen
    ]
    saved = save_answers(current, typed=typed, by=by)
    if saved.keys:
        sources = {each.key: each.copied_from.pk for each in typed if each.copied_from}
        audit.record.record("application.copy", current, by=by, sources=sources)
    return saved
