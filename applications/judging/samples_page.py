"""What the pages of the exercise show."""

from collections import Counter
from statistics import mean

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from applications.calls.blocks import SeenBy
from applications.journey import trials
from applications.journey.answered import answered
from applications.journey.models import Application

from .models import Criterion, PanelMember, Round, Rubric, Sample, SampleCard
from .pictures import spread_of


def samples_of(member: PanelMember, judging_round: Round) -> list[dict]:
    """Both samples with the judge's own card, if it is in."""
    cards = {card.sample_id: card for card in member.sample_cards.all()}
    return [
        {"sample": sample, "card": cards.get(sample.pk)} for sample in judging_round.samples.all()
    ]


def group_of(member: PanelMember, judging_round: Round) -> list[dict]:
    """What the group gave to each sample, criterion by criterion; who gave it is for the chair.

    Three queries, however many judges.
    """
    rubric = judging_round.rubric
    criteria = list(rubric.criteria.all())
    cards: dict[int, list[SampleCard]] = {}
    found = SampleCard.objects.filter(sample__round=judging_round)
    for card in found.select_related("member__user__person").order_by("member"):
        cards.setdefault(card.sample_id, []).append(card)
    group = []
    for sample in judging_round.samples.all():
        given = cards.get(sample.pk, [])
        lines = [_line(each, given, member, rubric) for each in criteria]
        group.append(
            {
                "sample": sample,
                "lines": lines,
                "rows": [line["row"] for line in lines if line["row"]],
                "comments": [card.comment for card in given if card.comment],
            }
        )
    return group


def _line(
    criterion: Criterion, cards: list[SampleCard], member: PanelMember, rubric: Rubric
) -> dict:
    """How often each mark was given, with the judge's own; `row` is for the interval chart."""
    given = [(card, card.marks.get(str(criterion.pk))) for card in cards]
    values = [value for _card, value in given if value is not None]
    own = next((value for card, value in given if card.member_id == member.pk), None)
    counts = Counter(values)
    return {
        "label": str(criterion),
        "row": spread_of(criterion, values, rubric),
        "cells": [(mark, counts[mark], mark == own) for mark in rubric.scale],
        "own": _("Does not apply") if own is None else str(own),
        "far": _is_far(own, values, rubric),
        "who": [(card.member.user.get_full_name(), value) for card, value in given]
        if member.chairs
        else [],
    }


def _is_far(own: int | None, values: list[int], rubric: Rubric) -> bool:
    """More than a quarter of the scale from the middle of the group."""
    width = rubric.scale_max - rubric.scale_min
    return own is not None and abs(own - mean(values)) > width / 4


def sources(judging_round: Round, rounds) -> list[tuple[str, str]]:
    """What a sample can be copied from: samples of other rounds in reach, tests of the form."""
    others = Sample.objects.filter(round__in=rounds).exclude(round=judging_round)
    old = [
        (f"sample-{each.pk}", f"{each} ({each.round})") for each in others.select_related("round")
    ]
    tests = [(f"test-{each.pk}", each.title) for each in trials.of_call(judging_round.call)]
    return old + tests


def copied(key: str, judging_round: Round, rounds) -> dict[str, object]:
    """The words of one of those; nothing for any other key."""
    if key not in dict(sources(judging_round, rounds)):
        return {}
    kind, _dash, pk = key.partition("-")
    if kind == "sample":
        found = Sample.objects.get(pk=pk)
        names = ("title", "title_words", "text", "text_words")
        return {name: getattr(found, name) for name in names}
    test = trials.of_call(judging_round.call).get(pk=pk)
    return {"title": test.title, "text": _in_words(test)}


def _in_words(test: Application) -> str:
    """The answers that judges would read, each under its question."""
    pairs = answered(test, get_language() or "en", to=SeenBy.JUDGES)
    return "\n\n".join(
        f"{each.question.label}\n{each.text}"
        for _section, answers in pairs
        for each in answers
        if each.text
    )
