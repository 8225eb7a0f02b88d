"""What was answered, in words that a person reads."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from applications.calls.blocks import Kind, SeenBy
from files.fields import here
from programmes.money import spoken

from . import answer_files
from .complete import asked, budget_total, is_empty
from .models import Answer, AnswerFile, Application
from .questions import Question, Section, sections
from .translations import IN_WORDS, Beside, beside, name_of, team_language, worded_keys, written_in

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def in_words(question: Question, value: object, currency: str) -> str:
    """An answer's stored value as a person reads it; what is not valid comes as it was typed."""
    if is_empty(value):
        return ""
    try:
        return _in_words(question, value, currency)
    except (AttributeError, KeyError, TypeError, ValueError):
        return _as_typed(value)


def _in_words(question: Question, value, currency: str) -> str:
    labels = dict(question.options)
    match question.kind:
        case Kind.CHOICE:
            return labels[value]
        case Kind.CHOICES:
            return _(", ").join(labels[each] for each in value)
        case Kind.MONEY:
            return spoken(value + 0, currency)
        case Kind.BUDGET:
            lines = [f"{line['what']}: {spoken(line['amount'] + 0, currency)}" for line in value]
            total = _("Total: %(amount)s") % {"amount": spoken(budget_total(value), currency)}
            return "\n".join([*lines, total])
        case Kind.DATE:
            return date_format(date.fromisoformat(value), "j F Y")
        case Kind.DECLARATION if value is True:
            return _("Yes")
        case Kind.TEAM:
            return _as_typed(value)
        case Kind.CONTACT:
            return _lines(_in_order(value))
        case Kind.FILES | Kind.PHOTOS | Kind.SPOKEN if isinstance(value, list):
            return _lines(each.name for each in here(value))
    return _as_typed(value)


def _as_typed(value: object) -> str:
    """Whatever was typed into one field, a group of fields or rows of them."""
    if isinstance(value, dict):
        return ": ".join(_in_order(value))
    if isinstance(value, list):
        return _lines(_as_typed(each) for each in value)
    return str(value)


PARTS = ("name", "what", "does", "amount", "email", "phone")
"""The order in which the parts of an answer are read: PostgreSQL keeps keys in one of its own."""


def _in_order(parts: dict) -> list[str]:
    return [str(parts[name]) for name in sorted(parts, key=PARTS.index) if parts[name]]


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(text for text in texts if text)


@dataclass(frozen=True)
class Answered:
    """A question with what was answered. For files, `text` is their names.

    An answer in words has a language, and where that is not the team's maybe a translation beside.
    """

    question: Question
    answer: Answer | None
    text: str
    files: tuple[AnswerFile, ...] = ()
    language: str = ""
    beside: Beside | None = None

    @property
    def is_foreign(self) -> bool:
        """Whether it says something in another language than the team's."""
        return bool(self.text) and self.language not in ("", team_language())

    @property
    def language_name(self) -> "StrOrPromise":
        return name_of(self.language)

    @property
    def pair(self) -> dict[str, object] | None:
        """For components/translation_pair.html, where there is a translation."""
        if self.beside is None:
            return None
        made = self.beside.translation
        return {
            "original": "" if self.files else self.text,
            "original_lang": self.language,
            "original_name": self.language_name,
            "translation": made.text,
            "translation_lang": made.language,
            "translation_name": name_of(made.language),
            "translated_by": made.translator,
            "how": made.get_how_display(),
            "standing": self.beside.standing,
            "tone": self.beside.tone,
        }


def answered(
    application: Application,
    language: str,
    *,
    to: SeenBy = SeenBy.TEAM,
    given: dict[str, Answer] | None = None,
) -> list[tuple[Section, list[Answered]]]:
    """Every section with the questions that were asked in `language`, and the answers as words.

    To judges without the answers that only the team sees; a section left empty goes. Two queries,
    whatever the length: translations and answers; one more where files are asked for, and one
    where an answer is in another language than the team's. With `given`
    it says what those answers said, and files are named only.
    """
    files = answer_files.given(application) if given is None else {}
    translated: dict[str, Beside] = {}
    if given is None:
        typed = application.answers.select_related("typed_by__person", "copied_from")
        given = {each.key: each for each in typed}
        worded = (each for key, each in given.items() if key in worded_keys(application))
        translated = beside(application, worded, for_judges=to == SeenBy.JUDGES)
    currency = application.call.currency
    every = sections(application.question_set, language)
    keys = asked((each for section in every for each in section.questions), given)

    def pair(question: Question) -> Answered:
        answer, there = given.get(question.key), tuple(files.get(question.key, ()))
        if question.key in files:
            text = _lines(each.stored.name for each in there)
        else:
            text = in_words(question, answer.value, currency) if answer else ""
        has_words = answer is not None and question.kind in IN_WORDS
        language = written_in(answer, application) if answer and has_words else ""
        return Answered(question, answer, text, there, language, translated.get(question.key))

    found = [
        (section, [pair(e) for e in section.questions if e.key in keys and _may_read(e, to)])
        for section in every
    ]
    return [(section, pairs) for section, pairs in found if pairs]


def _may_read(question: Question, reader: SeenBy) -> bool:
    return reader == SeenBy.TEAM or question.seen_by == SeenBy.JUDGES
