"""A call in plain sentences, for staff to read aloud, check and print before it opens."""

from collections.abc import Iterable, Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from programmes.moments import in_words
from programmes.money import spoken

from .models import Call, QuestionSet, Stage
from .problems import name_of


def sentences(call: Call) -> list[str]:
    """Dates, people, money, languages, questions and stages; a handful of queries."""
    parts = (_dates, _people, _money, _languages, _check, _questions, _road, _answers)
    return [sentence for part in parts for sentence in part(call)]


def _listed(words: Iterable[object]) -> str:
    return _(", ").join(str(word) for word in words)


def _dates(call: Call) -> Iterator[str]:
    yield _("It opens on %(opens)s and closes on %(closes)s.") % {
        "opens": in_words(call.opens_at, call.time_zone),
        "closes": in_words(call.closes_at, call.time_zone),
    }
    if call.grace_minutes:
        yield ngettext(
            "Who is writing when it closes can still send for %(count)s minute.",
            "Who is writing when it closes can still send for %(count)s minutes.",
            call.grace_minutes,
        ) % {"count": call.grace_minutes}
    else:
        yield _("Nobody can send after that moment.")


def _people(call: Call) -> Iterator[str]:
    words = {"cities": _listed(call.cities.all()), "strands": _listed(call.strands.all())}
    if all(words.values()):
        yield (_("It is for people in %(cities)s. Kinds of project: %(strands)s.") % words)
    if themes := _listed(call.themes.all()):
        yield _("Its themes are %(themes)s.") % {"themes": themes}


def _money(call: Call) -> Iterator[str]:
    words = {
        "most": spoken(call.maximum_minor, call.currency),
        "pot": spoken(call.pot_minor, call.currency),
        "least": spoken(call.least_minor, call.currency),
    }
    if call.minimum_minor:
        yield _("One project gets from %(least)s to %(most)s.") % words
    else:
        yield _("One project gets up to %(most)s.") % words
    whole = call.pot_minor // call.maximum_minor
    yield ngettext(
        "The pot is %(pot)s: enough for %(count)s project that gets the most.",
        "The pot is %(pot)s: enough for %(count)s projects that get the most.",
        whole,
    ) % {"pot": words["pot"], "count": whole}


def _languages(call: Call) -> Iterator[str]:
    if call.languages:
        names = _listed(name_of(language) for language in call.languages)
        yield _("People can read the questions in %(languages)s.") % {"languages": names}


def _check(call: Call) -> Iterator[str]:
    count = len(call.eligibility_questions.all())
    if not count:
        yield _("There is no check before the form: everybody goes straight to it.")
        return
    yield ngettext(
        "Before the form, %(count)s question tells people if the call is for them.",
        "Before the form, %(count)s questions tell people if the call is for them.",
        count,
    ) % {"count": count}


def _questions(call: Call) -> Iterator[str]:
    questions = call.current_question_set
    if questions is None:
        yield _("Its questions are not published yet.")
        return
    asked = [each for block in questions.body for each in block.value["questions"]]
    yield _length(questions, len(asked))
    needed = sum(1 for each in asked if each["required"])
    yield ngettext(
        "%(count)s of them must be answered.", "%(count)s of them must be answered.", needed
    ) % {"count": needed}


def _length(questions: QuestionSet, count: int) -> str:
    words = ngettext(
        "The form (version %(version)s) has %(count)s question.",
        "The form (version %(version)s) has %(count)s questions.",
        count,
    )
    return words % {"version": questions.version, "count": count}


def _road(call: Call) -> Iterator[str]:
    stages = [stage for stage in Stage if stage != Stage.MENTORING and call.uses(stage)]
    road = [
        _("the team reads it"),
        *(str(stage.label).lower() for stage in stages),
        _("the decision"),
    ]
    yield _("The road of a project: %(stages)s.") % {"stages": _(", then ").join(road)}
    if call.uses(Stage.MENTORING):
        yield _("Who gets a grant also gets a mentor.")


def _answers(call: Call) -> Iterator[str]:
    if call.answers_by:
        day = date_format(call.answers_by, "j F Y")
        yield _("Everyone has an answer by %(day)s.") % {"day": day}
    else:
        yield _("No day is named by which everyone has an answer.")
    yield _("People who are not sure write to %(address)s.") % {"address": call.questions_to}
