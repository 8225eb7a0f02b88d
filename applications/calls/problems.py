"""What keeps a question set or a call from being published, in sentences that say what to do."""

from collections import Counter

from django.utils import timezone
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from .blocks import Kind
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
    return twice + empty


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
