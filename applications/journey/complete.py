"""Which questions a person is asked, which still need an answer, which answers do not fit."""

from collections.abc import Iterable, Mapping

from applications.calls.blocks import Kind, Relation

from .models import Answer, Application
from .questions import Check, OnlyIf, Question, Reader, every_question, written


def is_empty(value: object) -> bool:
    return value is None or value == "" or value == [] or value == {}


def asked(questions: Iterable[Question], given: Mapping[str, Answer]) -> set[str]:
    """The keys of the questions that this person is asked, going by what they answered.

    `questions` are all of the set, in order. A question that hangs on one which is not asked is
    not asked either.
    """
    keys: set[str] = set()
    for each in questions:
        only_if = each.only_if
        if only_if is None or (only_if.key in keys and _is_met(only_if, given.get(only_if.key))):
            keys.add(each.key)
    return keys


def _is_met(only_if: OnlyIf, answer: Answer | None) -> bool:
    return answer is not None and answer.valid and is_met(only_if, answer.value)


def is_met(only_if: OnlyIf, value: object) -> bool:
    """Whether this answer to the question that `only_if` names makes the other one asked."""
    if not only_if.answers:
        return value is True
    chosen = value if isinstance(value, list) else [value]
    return any(each in only_if.answers for each in chosen)


def given_to(application: Application) -> dict[str, Answer]:
    return {answer.key: answer for answer in application.answers.all()}


def asked_of(application: Application) -> set[str]:
    """The keys of the questions that the applicant is asked."""
    return asked(every_question(application.question_set), given_to(application))


def unfinished(application: Application, within: tuple[Question, ...] | None = None) -> list[str]:
    """The keys of questions that still need an answer, or a better one, in order."""
    given, keys = given_to(application), asked_of(application)
    questions = every_question(application.question_set) if within is None else within
    put = (each for each in questions if each.key in keys)
    return [each.key for each in put if _needs_work(each, given.get(each.key))]


def _needs_work(question: Question, answer: Answer | None) -> bool:
    if answer is None or is_empty(answer.value):
        return question.required
    return not answer.valid


def misfits(application: Application, language: str = "") -> list[Check]:
    """The checks that fail, in `language`. One with an answer missing waits for that answer."""
    checks = written(application.question_set).checks
    given, keys = given_to(application), asked_of(application)
    kinds = {each.key: each.kind for each in every_question(application.question_set)}

    def size(key: str):
        answer = given.get(key)
        if key not in keys or answer is None or is_empty(answer.value) or not answer.valid:
            return None
        return _size(kinds[key], answer.value)

    failing = {
        number
        for number, check in enumerate(checks)
        if not _fits(check.relation, size(check.first), size(check.second))
    }
    if failing and language:
        checks = Reader(application.question_set, language).checks
    return [check for number, check in enumerate(checks) if number in failing]


def _fits(relation: Relation, first, second) -> bool:
    if first is None or second is None:
        return True
    return first == second if relation == Relation.SAME else first <= second


def _size(kind: Kind, value):
    """Minor units of money, a number, or a day as ISO text, which sorts as days do."""
    return budget_total(value) if kind == Kind.BUDGET else value


def budget_total(lines: list[dict]) -> int:
    """The sum of a budget in minor units."""
    return sum(line["amount"] for line in lines)
