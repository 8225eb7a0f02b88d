"""The words of a question set, one by one, for translating them."""

from collections.abc import Iterator
from dataclasses import dataclass

from .models import Call, QuestionSet


@dataclass(frozen=True)
class Text:
    """One text of a question set under the key that its translation is kept by."""

    key: str
    words: str


def own_language(call: Call) -> str:
    """The language the questions are written in: the call's first."""
    return call.languages[0] if call.languages else "en"


def other_languages(call: Call) -> list[str]:
    return call.languages[1:]


def texts_of(question_set: QuestionSet) -> list[Text]:
    """Every text that needs a translation, in the order of the form."""
    found = [text for block in question_set.body for text in _of_section(block.value)]
    found += [Text(check_key(each.value), each.value["sentence"]) for each in question_set.checks]
    return [text for text in found if text.words]


def _of_section(section) -> Iterator[Text]:
    yield Text(f"{section['key']}.title", section["title"])
    yield Text(f"{section['key']}.intro", section["intro"])
    for question in section["questions"]:
        key = question["key"]
        yield Text(f"{key}.label", question["label"])
        yield Text(f"{key}.help", question["help_text"])
        yield Text(f"{key}.why", question["why"])
        for option in question["options"]:
            yield Text(f"{key}.{option['key']}", option["label"])


def check_key(check) -> str:
    """What a check's sentence is translated under; no question's key has two dots."""
    return f"{check['first']}.{check['relation']}.{check['second']}"


def untranslated(question_set: QuestionSet, language: str) -> list[Text]:
    """The texts without words in `language`."""
    translation = question_set.translations.filter(language=language).first()
    given = translation.texts if translation else {}
    return [text for text in texts_of(question_set) if not given.get(text.key)]
