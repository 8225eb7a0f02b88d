"""What is different between two versions of a call's questions, in plain words."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from applications.calls.models import QuestionSet

from .forms import SEEN_BY
from .questions import Question, Reader, Section


@dataclass(frozen=True)
class Changed:
    """A question that both versions have, and in sentences what became of it."""

    question: Question
    sentences: list[str]


@dataclass(frozen=True)
class Differences:
    """What the newer version adds, takes away and changes; `checks` are new rules of fit."""

    added: list[Question]
    removed: list[Question]
    changed: list[Changed]
    checks: list[str]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed or self.checks)


def between(old: QuestionSet, new: QuestionSet, language: str) -> Differences:
    """From `old` to `new` in `language`; a query for each one's translations, no more."""
    before, after = Reader(old, language), Reader(new, language)
    then, now = _placed(before.sections), _placed(after.sections)
    known = {check.sentence for check in before.checks}
    changed = [
        Changed(question, sentences)
        for key, (section, question) in now.items()
        if key in then and (sentences := list(_changes(*then[key], section, question)))
    ]
    return Differences(
        added=[question for key, (_section, question) in now.items() if key not in then],
        removed=[question for key, (_section, question) in then.items() if key not in now],
        changed=changed,
        checks=[check.sentence for check in after.checks if check.sentence not in known],
    )


def _placed(sections: list[Section]) -> dict[str, tuple[Section, Question]]:
    return {each.key: (section, each) for section in sections for each in section.questions}


def _changes(old_part: Section, old: Question, part: Section, new: Question) -> Iterator[str]:
    if old.label != new.label:
        yield _("Before, we asked: “%(words)s”") % {"words": old.label}
    if old.kind != new.kind:
        kinds = {"kind": new.kind.label, "before": old.kind.label}
        yield _("You answer in another way: %(kind)s. Before: %(before)s.") % kinds
    if old.required != new.required:
        yield _("It must be answered now.") if new.required else _("You can skip it now.")
    if old.word_limit != new.word_limit and (new.word_limit or old.kind == new.kind):
        yield _limit(new.word_limit)
    yield from _options(dict(old.options), dict(new.options))
    if old.help_text != new.help_text and new.help_text:
        yield _("The help is new: %(words)s") % {"words": new.help_text}
    if old.why != new.why and new.why:
        yield _("Why we ask is new: %(words)s") % {"words": new.why}
    if old.seen_by != new.seen_by:
        yield _("Who sees your answer is new: %(words)s") % {"words": SEEN_BY[new.seen_by]}
    if old.only_if != new.only_if:
        yield new.only_if.sentence if new.only_if else _("Everybody is asked this now.")
    if old_part.key != part.key:
        yield _("It stands in another part now: “%(part)s”") % {"part": part.title}


def _limit(words: int | None) -> str:
    if words is None:
        return _("You can write as many words as you like.")
    return _("You can write up to %(count)s words.") % {"count": words}


def _options(old: dict[str, str], new: dict[str, str]) -> Iterator[str]:
    for key, label in new.items():
        if key not in old:
            yield _("A new choice: “%(choice)s”") % {"choice": label}
        elif old[key] != label:
            words = {"choice": label, "before": old[key]}
            yield _("The choice “%(before)s” is now “%(choice)s”.") % words
    for key, label in old.items():
        if key not in new:
            yield _("This choice is gone: “%(choice)s”") % {"choice": label}
