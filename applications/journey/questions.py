"""Reads a question set as plain sections and questions, in the language asked for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext

from applications.calls.blocks import Kind
from applications.calls.models import QuestionSet
from programmes.money import spoken

from .models import Answer, Application


@dataclass(frozen=True)
class Question:
    """One question as it is put to a person."""

    key: str
    kind: Kind
    label: str
    help_text: str
    why: str
    required: bool
    word_limit: int | None
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Section:
    """A group of questions on one page."""

    key: str
    title: str
    intro: str
    questions: tuple[Question, ...]


def sections(question_set: QuestionSet, language: str) -> list[Section]:
    """The sections in `language`; words without a translation stay in the call's own."""
    translation = next(
        (each for each in question_set.translations.all() if each.language == language), None
    )
    texts = translation.texts if translation else {}
    return [_section(block.value, texts) for block in question_set.body]


def _section(value, texts: dict[str, str]) -> Section:
    key = value["key"]
    return Section(
        key=key,
        title=texts.get(f"{key}.title", value["title"]),
        intro=texts.get(f"{key}.intro", value["intro"]),
        questions=tuple(_question(each, texts) for each in value["questions"]),
    )


def _question(value, texts: dict[str, str]) -> Question:
    key = value["key"]
    return Question(
        key=key,
        kind=Kind(value["kind"]),
        label=texts.get(f"{key}.label", value["label"]),
        help_text=texts.get(f"{key}.help", value["help_text"]),
        why=texts.get(f"{key}.why", value["why"]),
        required=value["required"],
        word_limit=value["word_limit"],
        options=tuple(
            (option["key"], texts.get(f"{key}.{option['key']}", option["label"]))
            for option in value["options"]
        ),
    )


def every_question(question_set: QuestionSet, language: str = "en") -> Iterator[Question]:
    for section in sections(question_set, language):
        yield from section.questions


def amount_question(question_set: QuestionSet) -> str:
    """The key of the question whose answer is the amount asked: the first one about money."""
    asked = (each.key for each in every_question(question_set) if each.kind == Kind.MONEY)
    return next(asked, "")


def unfinished(application: Application, within: tuple[Question, ...] | None = None) -> list[str]:
    """The keys of questions that still need an answer, or a better one, in order."""
    given = {answer.key: answer for answer in application.answers.all()}
    questions = every_question(application.question_set) if within is None else within
    return [each.key for each in questions if _needs_work(each, given.get(each.key))]


def _needs_work(question: Question, answer: Answer | None) -> bool:
    if answer is None or is_empty(answer.value):
        return question.required
    return not answer.valid


def is_empty(value: object) -> bool:
    return value is None or value == "" or value == []


def in_words(question: Question, value: object, currency: str) -> str:
    """An answer's stored value as a person reads it; what is not valid comes as it was typed."""
    if is_empty(value):
        return ""
    try:
        return _in_words(question, value, currency)
    except (KeyError, TypeError, ValueError):
        return str(value)


def _in_words(question: Question, value, currency: str) -> str:
    labels = dict(question.options)
    match question.kind:
        case Kind.CHOICE:
            return labels[value]
        case Kind.CHOICES:
            return gettext(", ").join(labels[each] for each in value)
        case Kind.MONEY:
            return spoken(value + 0, currency)
        case Kind.DATE:
            return date_format(date.fromisoformat(value), "j F Y")
        case Kind.DECLARATION:
            return gettext("Yes")
    return str(value)


@dataclass(frozen=True)
class Answered:
    """A question with what was answered."""

    question: Question
    answer: Answer | None
    text: str


def answered(application: Application, language: str) -> list[tuple[Section, list[Answered]]]:
    """Every section with its questions in `language` and the answers as words.

    Two queries, whatever the length: translations and answers.
    """
    given = {each.key: each for each in application.answers.select_related("typed_by__person")}
    currency = application.call.currency

    def pair(question: Question) -> Answered:
        answer = given.get(question.key)
        text = in_words(question, answer.value, currency) if answer else ""
        return Answered(question, answer, text)

    return [
        (section, [pair(each) for each in section.questions])
        for section in sections(application.question_set, language)
    ]
