"""Who is below a pass mark: on a criterion by the panel's middle mark, over all by the score that
ranks.

A criterion that did not apply to an application for any judge never fails it, and neither does
what has no score.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from statistics import median

from .scores import Key

WHOLE = "whole"
"""Stands for the pass mark over all criteria, where others are named by their criterion."""
EXACT = 9
"""Digits of a score, so that the last bit of a processor fails nobody."""


@dataclass(frozen=True, slots=True)
class PassMarks:
    """What is needed: at least so much on a criterion, and over all of them."""

    criteria: Mapping[Key, int] = field(default_factory=dict)
    whole: float | None = None


def below_pass_marks(
    needed: PassMarks,
    given: Iterable[tuple[Key, Key, int | None]],
    scores: Mapping[Key, float],
) -> dict[Key, tuple[Key, ...]]:
    """Each application that is below a pass mark with those it misses, from (application,
    criterion, mark) and the score of each that the round ranks by."""
    marks: dict[Key, dict[Key, list[int]]] = defaultdict(lambda: defaultdict(list))
    for application, criterion, mark in given:
        if mark is not None:
            marks[application][criterion].append(mark)
    missed = {
        key: (*_too_low(needed, marks[key]), *_too_low_over_all(needed, scores.get(key)))
        for key in [*marks, *scores]
    }
    return {key: names for key, names in missed.items() if names}


def _too_low(needed: PassMarks, marks: Mapping[Key, list[int]]) -> Iterator[Key]:
    for criterion, least in needed.criteria.items():
        if criterion in marks and median(marks[criterion]) < least:
            yield criterion


def _too_low_over_all(needed: PassMarks, score: float | None) -> Iterator[Key]:
    if needed.whole is not None and score is not None and round(score, EXACT) < needed.whole:
        yield WHOLE
