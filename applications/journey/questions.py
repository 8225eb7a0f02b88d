"""Reads a question set as plain sections and questions, in the language asked for."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from django.db import DEFAULT_DB_ALIAS
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from applications.calls.blocks import MOST_WORDS, Kind, Relation, SeenBy, option_keys
from applications.calls.models import Call, QuestionSet
from applications.calls.texts import check_key

from .models import Application

IN_WORDS = (Kind.SHORT_TEXT, Kind.LONG_TEXT, Kind.SPOKEN)
"""Kinds of answers that have a language. Of a spoken one, the translation says what is heard."""


@dataclass(frozen=True)
class OnlyIf:
    """The question is asked when the answer to `key` is one of `answers`.

    For a declaration `answers` is empty: it is asked when that was agreed to. `sentence` says so
    to the person.
    """

    key: str
    answers: tuple[str, ...]
    sentence: str = ""


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
    seen_by: SeenBy
    only_if: OnlyIf | None


@dataclass(frozen=True)
class Section:
    """A group of questions; a large one is shown in several small pages (`pages_of`)."""

    key: str
    title: str
    intro: str
    questions: tuple[Question, ...]
    page: int = 1
    pages: int = 1


@dataclass(frozen=True)
class Check:
    """Two answers that must fit each other, and what people read when they do not."""

    first: str
    relation: Relation
    second: str
    sentence: str


class Reader:
    """One question set's words in one language; without a translation they stay as written."""

    def __init__(self, question_set: QuestionSet, language: str = "") -> None:
        self.question_set = question_set
        translations = question_set.translations.all() if language else ()
        self.texts: dict[str, str] = next(
            (each.texts for each in translations if each.language == language), {}
        )

    @property
    def plain(self) -> list[Section]:
        """The sections; their conditions are not said in words."""
        return [self._section(block.value) for block in self.question_set.body]

    @cached_property
    def sections(self) -> list[Section]:
        read = self.plain
        by_key = {each.key: each for section in read for each in section.questions}
        return [
            replace(section, questions=tuple(_with_words(e, by_key) for e in section.questions))
            for section in read
        ]

    @property
    def checks(self) -> tuple[Check, ...]:
        return tuple(
            Check(
                each["first"],
                Relation(each["relation"]),
                each["second"],
                self.texts.get(check_key(each), each["sentence"]),
            )
            for each in (block.value for block in self.question_set.checks)
        )

    def _section(self, value) -> Section:
        key = value["key"]
        return Section(
            key=key,
            title=self.texts.get(f"{key}.title", value["title"]),
            intro=self.texts.get(f"{key}.intro", value["intro"]),
            questions=tuple(self._question(each) for each in value["questions"]),
        )

    def _question(self, value) -> Question:
        key, only_if = value["key"], value["only_if"]
        return Question(
            key=key,
            kind=Kind(value["kind"]),
            label=self.texts.get(f"{key}.label", value["label"]),
            help_text=self.texts.get(f"{key}.help", value["help_text"]),
            why=self.texts.get(f"{key}.why", value["why"]),
            required=value["required"],
            word_limit=value["word_limit"] or _usual_limit(value["kind"]),
            options=tuple(
                (option["key"], self.texts.get(f"{key}.{option['key']}", option["label"]))
                for option in value["options"]
            ),
            seen_by=SeenBy(value["seen_by"]),
            only_if=OnlyIf(only_if["question"], tuple(option_keys(only_if)))
            if only_if["question"]
            else None,
        )


def _usual_limit(kind: str) -> int | None:
    """Of a long text for which staff set none: people meet it early, beside the box."""
    return MOST_WORDS if kind == Kind.LONG_TEXT else None


def _with_words(question: Question, by_key: dict[str, Question]) -> Question:
    """The question with its condition said in the words of the one it depends on."""
    if question.only_if is None:
        return question
    other = by_key[question.only_if.key]
    labels = dict(other.options)
    answers = _(" or ").join(f"“{labels[key]}”" for key in question.only_if.answers)
    if answers:
        sentence = _("Only if your answer to “%(question)s” is %(answers)s.")
    else:
        sentence = _("Only if you agree to “%(question)s”.")
    words = sentence % {"question": other.label, "answers": answers}
    return replace(question, only_if=replace(question.only_if, sentence=words))


def sections(question_set: QuestionSet, language: str) -> list[Section]:
    """The sections in `language`; words without a translation stay in the call's own."""
    return Reader(question_set, language).sections


@dataclass(frozen=True)
class Written:
    """A question set as it was written, conditions without their sentences."""

    questions: tuple[Question, ...]
    checks: tuple[Check, ...]


Key = TypeVar("Key")
Value = TypeVar("Value")

MOST_KEPT = 50
_kept: dict[tuple[int, datetime], Written] = {}
FACTS = ("id", "call_id", "version", "published_at")
_kept_sets: dict[int, list] = {}
_kept_keys: dict[tuple[int, datetime], set[str]] = {}


def written(question_set: QuestionSet) -> Written:
    """A published set never changes (PostgreSQL holds it), so a process reads each only once."""
    if question_set.published_at is None:
        return _read(question_set)
    key = (question_set.pk, question_set.published_at)
    _once(_kept_sets, question_set.pk, lambda: [getattr(question_set, each) for each in FACTS])
    return _once(_kept, key, lambda: _read(question_set))


def lend_question_set(application: Application) -> None:
    """Spare the application the query for a published set that this process has read before."""
    if facts := _kept_sets.get(application.question_set_id):
        application.question_set = QuestionSet.from_db(DEFAULT_DB_ALIAS, FACTS, facts)


def eligibility_keys(call: Call) -> set[str]:
    """What people are asked before the form. A published call asks the same to its end
    (`ask_eligibility` refuses to change it), so a process reads it only once."""

    def read() -> set[str]:
        return set(call.eligibility_questions.values_list("key", flat=True))

    return _once(_kept_keys, (call.pk, call.published_at), read) if call.published_at else read()


def _once(kept: dict[Key, Value], key: Key, read: Callable[[], Value]) -> Value:
    if key not in kept:
        if len(kept) >= MOST_KEPT:
            kept.clear()
        kept[key] = read()
    return kept[key]


def _read(question_set: QuestionSet) -> Written:
    reader = Reader(question_set)
    questions = (each for section in reader.plain for each in section.questions)
    return Written(tuple(questions), reader.checks)


def every_question(question_set: QuestionSet, language: str = "") -> tuple[Question, ...]:
    """All questions in order; without a language as they were written, and without a query."""
    if not language:
        return written(question_set).questions
    return tuple(each for here in sections(question_set, language) for each in here.questions)


def amount_question(question_set: QuestionSet) -> str:
    """The key of the question whose answer is the amount asked: the first one about money."""
    asked = (each.key for each in every_question(question_set) if each.kind == Kind.MONEY)
    return next(asked, "")
