"""What keeps a question set or a call from being published, in sentences that say what to do."""

from collections import Counter

from django.utils import timezone
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from .blocks import Kind, option_keys
from .models import Call, QuestionSet
from .texts import other_languages, untranslated


def of_questions(question_set: QuestionSet) -> list[str]:
    """Why this question set cannot be published; empty when it can."""
    sections = [block.value for block in question_set.body]
    questions = [question for section in sections for question in section["questions"]]
    if not questions:
        return [_("Write at least one question.")]
    keys = Counter(each["key"] for each in [*sections, *questions])
    twice = [
        _("The key “%s” is used twice. Give each its own.") % key
        for key, count in keys.items()
        if count > 1
    ]
    empty = [
        _("Give the question “%s” its choices.") % question["label"]
        for question in questions
        if question["kind"] in (Kind.CHOICE, Kind.CHOICES) and len(question["options"]) < 2
    ]
    return twice + empty + _about_conditions(questions) + _about_checks(question_set, questions)


def _about_conditions(questions: list) -> list[str]:
    """A question that nobody can ever be asked is a mistake of whoever wrote it."""
    found: list[str] = []
    earlier: dict = {}
    for question in questions:
        key = question["only_if"]["question"]
        names = {"label": question["label"], "key": key}
        if key and key not in earlier:
            found.append(
                _("“%(label)s” depends on “%(key)s”, which does not come before it.") % names
            )
        elif key and not _can_be_answered_so(earlier[key], option_keys(question["only_if"])):
            found.append(
                _("“%(label)s” waits for an answer that “%(key)s” does not offer.") % names
            )
        earlier[question["key"]] = question
    return found


def _can_be_answered_so(question, answers: list[str]) -> bool:
    if question["kind"] == Kind.DECLARATION:
        return not answers
    offered = {option["key"] for option in question["options"]}
    takes_choices = question["kind"] in (Kind.CHOICE, Kind.CHOICES)
    return takes_choices and bool(answers) and set(answers) <= offered


MEASURED_IN = {
    Kind.MONEY: "money",
    Kind.BUDGET: "money",
    Kind.NUMBER: "number",
    Kind.DATE: "day",
}
"""What an answer's size is counted in: only like and like can be held against each other."""


def _about_checks(question_set: QuestionSet, questions: list) -> list[str]:
    kinds = {question["key"]: MEASURED_IN.get(question["kind"]) for question in questions}
    return [
        _("“%(first)s” and “%(second)s” can't be compared. Name two amounts, numbers or dates.")
        % {"first": check["first"], "second": check["second"]}
        for check in (block.value for block in question_set.checks)
        if not kinds.get(check["first"]) or kinds[check["first"]] != kinds.get(check["second"])
    ]


def of_call(call: Call) -> list[str]:
    """Why this call cannot be published; empty when it can."""
    found = []
    if call.programme.is_over:
        found.append(_("The programme has ended. It takes no new applications."))
    if call.closes_at <= timezone.now():
        found.append(_("Give a deadline that is still to come."))
    if not call.cities.exists():
        found.append(_("Choose at least one city."))
    if not call.strands.exists():
        found.append(_("Choose at least one strand."))
    if not call.languages:
        found.append(_("Choose at least one language."))
    return found + _about_questions(call) + _about_eligibility(call)


def _about_questions(call: Call) -> list[str]:
    questions = call.question_sets.filter(published_at__isnull=False).order_by("-version").first()
    if questions is None:
        return [_("Publish its questions first.")]
    return [
        _("The questions are not all translated to %(language)s: %(count)s texts are missing.")
        % {"language": name_of(language), "count": len(missing)}
        for language in other_languages(call)
        if (missing := untranslated(questions, language))
    ]


def _about_eligibility(call: Call) -> list[str]:
    return [
        _("The eligibility question “%(key)s” has no words in %(language)s.")
        % {"key": question.key, "language": name_of(language)}
        for question in call.eligibility_questions.all()
        for language in call.languages
        if not _speaks(question.texts.get(language, {}))
    ]


def _speaks(words: dict[str, str]) -> bool:
    return bool(words.get("question") and words.get("advice"))


def name_of(language: str) -> str:
    return str(get_language_info(language)["name_translated"])
