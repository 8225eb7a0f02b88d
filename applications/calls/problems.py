"""What keeps a question set or a call from being published, in sentences that say what to do."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language_info, ngettext
from django.utils.translation import gettext as _

from .blocks import MOST_WORDS, Kind, option_keys
from .models import Call, QuestionSet
from .texts import other_languages, untranslated


class Problem(str):
    """A sentence that says what is missing; `url` is the screen where it is put right."""

    __slots__ = ("url",)
    url: str

    def __new__(cls, sentence: str, url: str = "") -> "Problem":
        problem = super().__new__(cls, sentence)
        problem.url = url
        return problem


def of_questions(question_set: QuestionSet) -> list[Problem]:
    """Why this question set cannot be published; empty when it can."""
    url = reverse("calls:questions", args=[question_set.pk])
    return [Problem(sentence, url) for sentence in _wrong_with(question_set)]


def _wrong_with(question_set: QuestionSet) -> list[str]:
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
    long = [
        _("“%(label)s” takes %(most)s words at most. Ask for a file where people write more.")
        % {"label": question["label"], "most": MOST_WORDS}
        for question in questions
        if (question["word_limit"] or 0) > MOST_WORDS
    ]
    found = twice + empty + long + _about_conditions(questions)
    return found + _about_checks(question_set, questions)


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


def of_call(call: Call) -> list[Problem]:
    """Why this call cannot be published; empty when it can."""
    change = reverse("calls:change", args=[call.public_id])
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
    facts = [Problem(sentence, change) for sentence in found]
    return facts + _about_questions(call) + _about_eligibility(call)


def _about_questions(call: Call) -> list[Problem]:
    questions = call.question_sets.filter(published_at__isnull=False).order_by("-version").first()
    if questions is None:
        here = reverse("calls:call", args=[call.public_id])
        return [Problem(_("Publish its questions first."), f"{here}#questions")]
    return of_translations(questions)


def of_languages(call: Call) -> list[Problem]:
    """What people who read the call already cannot read in one of its languages."""
    return [*_about_questions(call), *_about_eligibility(call), *_about_words(call)]


def of_translations(questions: QuestionSet) -> list[Problem]:
    """Which of the call's languages its applicants could not read in these questions."""
    return [
        Problem(
            ngettext(
                "The questions are not all in %(language)s: %(count)s text is missing.",
                "The questions are not all in %(language)s: %(count)s texts are missing.",
                len(missing),
            )
            % {"language": name_of(language), "count": len(missing)},
            reverse("calls:translate", args=[questions.pk, language]),
        )
        for language in other_languages(questions.call)
        if (missing := untranslated(questions, language))
    ]


def _about_eligibility(call: Call) -> list[Problem]:
    url = reverse("calls:eligibility", args=[call.public_id])
    return [
        Problem(
            _("The eligibility question “%(key)s” has no words in %(language)s.")
            % {"key": question.key, "language": name_of(language)},
            url,
        )
        for question in call.eligibility_questions.all()
        for language in call.languages
        if not _speaks(question.texts.get(language, {}))
    ]


def hints(call: Call) -> list[Problem]:
    """What may be missing and stops nobody: staff look at it before the call opens."""
    found = [*_about_the_check(call), *_about_contact(call), *_about_words(call)]
    return found + [each for need in _needs for each in need(call)]


TRADE = "trade"
"""The key of the question “May you trade and be paid?”. A no never closes the door."""

FEWEST, MOST = 3, 8
"""How many questions a check takes before it is no longer a quick look."""


def _about_the_check(call: Call) -> Iterator[Problem]:
    url = reverse("calls:eligibility", args=[call.public_id])
    questions = list(call.eligibility_questions.all())
    if not questions:
        yield Problem(_("Nobody can check if the call is for them. Ask 3 to 8 things."), url)
    elif all(question.key != TRADE for question in questions):
        yield Problem(
            _(
                "No question asks “May you trade and be paid?”. Add one with the key “%(key)s”, "
                "with help and a person to talk to. Never ask about papers."
            )
            % {"key": TRADE},
            url,
        )
    elif not FEWEST <= len(questions) <= MOST:
        yield Problem(_("The check “Is this call for me?” works best with 3 to 8 questions."), url)


def _about_contact(call: Call) -> Iterator[Problem]:
    if not call.contact_email:
        yield Problem(
            _("The call has no address of its own for questions. People write to %(address)s.")
            % {"address": call.questions_to},
            reverse("calls:change", args=[call.public_id]),
        )


def _about_words(call: Call) -> Iterator[Problem]:
    for language in other_languages(call):
        if not call.title_words.get(language):
            yield Problem(
                _("The title has no words in %(language)s.") % {"language": name_of(language)},
                reverse("calls:change", args=[call.public_id]),
            )


Need = Callable[[Call], Iterable[Problem]]
_needs: list[Need] = []


def call_needs(need: Need) -> Need:
    """Register what a room further up finds missing in a call, such as a rubric for its judges."""
    _needs.append(need)
    return need


def _speaks(words: dict[str, str]) -> bool:
    return bool(words.get("question") and words.get("advice"))


def name_of(language: str) -> str:
    return str(get_language_info(language)["name_translated"])
