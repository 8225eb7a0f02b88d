"""Reads a question set as plain sections and questions, in the language asked for."""

from collections.abc import Iterator
from dataclasses import dataclass

from applications.calls.blocks import Kind
from applications.calls.models import QuestionSet

from .models import Application


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


def missing_answers(application: Application) -> list[str]:
    """The keys of required questions that have no answer yet."""
    given = {
        answer.key for answer in application.answers.all() if answer.value not in (None, "", [])
    }
    return [
        question.key
        for question in every_question(application.question_set)
        if question.required and question.key not in given
    ]
