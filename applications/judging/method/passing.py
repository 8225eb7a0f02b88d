"""Who is below a pass mark: on a criterion by the panel's middle mark, over all by the score that
ranks.

A criterion that did not apply to an application for any judge never fails it, and neither does
what has no score.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import TypeAlias

from .scores import Key

WHOLE = "whole"
"""Stands for the pass mark over all criteria, where others are named by their criterion."""
EXACT = 9
"""Digits of a score, so that the last bit of a processor fails nobody."""

MarksOf: TypeAlias = Mapping[Key, Mapping[Key, Sequence[int]]]
"""The marks that apply, by application and criterion."""


@dataclass(frozen=True, slots=True)
class PassMarks:
    """What is needed: at least so much on a criterion, and over all of them."""

    criteria: Mapping[Key, int] = field(default_factory=dict)
    whole: float | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """The pass marks of a round, and every mark given: (application, judge, criterion, mark)."""

    needed: PassMarks = field(default_factory=PassMarks)
    given: Sequence[tuple[Key, Key, Key, int | None]] = ()

    def below(
        self, scores: Mapping[Key, float], *, without: Key | None = None
    ) -> dict[Key, tuple[Key, ...]]:
        """Each application that is below a pass mark, with those it misses, by the score of each
        that the round ranks by; as if the judge `without` had given nothing."""
        marks = _by_criterion(self.given, without)
        missed = {
            key: (
                *_criteria_missed(self.needed, marks.get(key, {})),
                *_whole_missed(self.needed, scores.get(key)),
            )
            for key in [*marks, *scores]
        }
        return {key: names for key, names in missed.items() if names}

    def only_just(self, below: Mapping[Key, tuple[Key, ...]]) -> frozenset[Key]:
        """Of those `below`, who misses criteria alone, each so narrowly that one point more from
        one judge would do."""
        marks = _by_criterion(self.given, None)
        return frozenset(
            key
            for key, missed in below.items()
            if WHOLE not in missed
            and all(
                _one_point_does(marks[key][each], self.needed.criteria[each]) for each in missed
            )
        )


def _by_criterion(
    given: Iterable[tuple[Key, Key, Key, int | None]], without: Key | None
) -> MarksOf:
    marks: dict[Key, dict[Key, list[int]]] = defaultdict(lambda: defaultdict(list))
    for application, judge, criterion, mark in given:
        if mark is not None and judge != without:
            marks[application][criterion].append(mark)
    return marks


def _criteria_missed(needed: PassMarks, marks: Mapping[Key, Sequence[int]]) -> Iterator[Key]:
    for criterion, least in needed.criteria.items():
        if criterion in marks and median(marks[criterion]) < least:
            yield criterion


def _whole_missed(needed: PassMarks, score: float | None) -> Iterator[Key]:
    if needed.whole is not None and score is not None and round(score, EXACT) < needed.whole:
        yield WHOLE


def _one_point_does(marks: Sequence[int], least: int) -> bool:
    raised = ([*marks[:n], mark + 1, *marks[n + 1 :]] for n, mark in enumerate(marks))
    return any(median(each) >= least for each in raised)
