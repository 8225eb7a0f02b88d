"""Feedback on each criterion: what it is drafted from, and what an applicant may read of it."""

from collections import defaultdict
from collections.abc import Iterable
from statistics import median_low

from django.conf import settings
from django.db.models import QuerySet

from applications.journey.models import Application
from applications.journey.team import people_of_each

from . import drafting
from .models import Criterion, Entry, Feedback, Round, Scorecard


def feedback_of(application: Application) -> QuerySet[Feedback]:
    """The approved words, in the rubric's order; ask only when the decision is told."""
    given = Feedback.objects.filter(application=application, approved_at__isnull=False)
    return given.select_related("criterion").order_by("criterion__position")


def feedback_of_each(applications: Iterable[int]) -> dict[int, list[Feedback]]:
    """As `feedback_of`, for many by primary key, in one query."""
    found: dict[int, list[Feedback]] = defaultdict(list)
    given = Feedback.objects.filter(application__in=applications, approved_at__isnull=False)
    for each in given.select_related("criterion").order_by("criterion__position"):
        found[each.application_id].append(each)
    return found


def drawn_from(
    entry: Entry, criteria: list[Criterion]
) -> tuple[list[drafting.Sentence], dict[int, int]]:
    """The sentences that judges said to the panel, without who said them, and the panel's middle
    mark on each criterion where one applies. Seven queries, however many."""
    comments = _comments(entry)
    marks: dict[int, list[int]] = {}
    for comment in comments:
        for key, mark in comment.marks.items():
            if mark is not None:
                marks.setdefault(key, []).append(mark)
    middles = {key: median_low(given) for key, given in marks.items()}
    lines = [drafting.Line(each.pk, (each.name, *each.name_words.values())) for each in criteria]
    return drafting.sentences(comments, lines, middles, not_to_be_named(entry)), middles


def not_to_be_named(entry: Entry) -> drafting.Known:
    """The judges of the round, and whoever else is before this panel with what they bring."""
    judging_round = entry.round
    judges = judging_round.members.select_related("user__person")
    others = [
        each.application
        for each in judging_round.entries.exclude(application=entry.application_id).select_related(
            "application__applicant"
        )
    ]
    people = [person for team in people_of_each(others).values() for person in team]
    return drafting.Known(
        people=[
            *(each.user.person.display_name for each in judges),
            *(each.display_name for each in people),
        ],
        projects=[word for each in others for word in (each.title, each.reference)],
    )


def _comments(entry: Entry) -> list[drafting.Comment]:
    """What counted scorecards say to the panel; private notes are not read."""
    cards = (
        Scorecard.objects.counted()
        .filter(round=entry.round, application=entry.application_id)
        .select_related("judge__person", "second")
        .prefetch_related("marks")
        .defer("private_note", "before")
    )
    return [
        drafting.Comment(card.comment, card.judge.person.language, _marks(card, entry.round))
        for card in cards
    ]


def _marks(card: Scorecard, judging_round: Round) -> dict[int, int | None]:
    """The marks that rank: those after the talk where the round says so."""
    second = getattr(card, "second", None) if judging_round.second == Round.Second.RANKS else None
    return {
        mark.criterion_id: second.marks.get(str(mark.criterion_id)) if second else mark.value
        for mark in card.marks.all()
    }


def drafted(
    criterion: Criterion, middle: int | None, chosen: list[drafting.Sentence], language: str
) -> tuple[str, str]:
    """A criterion's draft in the team's language and in the applicant's: what the rubric says of
    the middle mark, then each sentence in the box of its language."""
    mark = "" if middle is None else str(middle)
    own = [each.text for each in chosen if language and each.language == language]
    rest = [each.text for each in chosen if not (language and each.language == language)]
    return (
        drafting.with_chosen(criterion.points.get(mark, ""), rest, [], longest=LONGEST),
        drafting.with_chosen(
            criterion.points_words.get(language, {}).get(mark, ""), own, [], longest=LONGEST
        ),
    )


LONGEST = 2_000
"""Characters of the feedback on one criterion."""


def other_language(application: Application) -> str:
    """The applicant's language where it is not the team's; else nothing."""
    language = application.applicant.language
    return "" if language == settings.LANGUAGE_CODE else language
