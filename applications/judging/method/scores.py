"""One scorecard to one score.

    score = sum(weight * mark) / sum(weight), over the criteria that were marked

"Not applicable" is missing: it leaves both sums, so it neither helps nor harms. It is never 0.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from math import fsum, isfinite
from typing import TypeAlias
from uuid import UUID

Key: TypeAlias = int | str | UUID
Number: TypeAlias = int | float | Decimal


@dataclass(frozen=True, slots=True)
class Criterion:
    """A line of the rubric. Weights are relative: 30/20 means 3/2. ValueError unless positive."""

    key: Key
    weight: Number = 1

    def __post_init__(self) -> None:
        if not (isfinite(self.weight) and self.weight > 0):
            raise ValueError(
                f"Criterion {self.key}: a weight must be a positive number, not {self.weight}."
            )


@dataclass(frozen=True, slots=True)
class Mark:
    """What a judge gave on one criterion; None is "not applicable". ValueError if not finite."""

    criterion: Criterion
    value: Number | None

    def __post_init__(self) -> None:
        if self.value is not None and not isfinite(self.value):
            raise ValueError(
                f"Criterion {self.criterion.key}: a mark must be a finite number, not {self.value}."
            )


@dataclass(frozen=True, slots=True)
class Score:
    """One judge's whole scorecard for one application, on the marks' scale."""

    application: Key
    judge: Key
    value: float


def scorecard_score(marks: Iterable[Mark]) -> float | None:
    """The weighted mean of what was marked; None if nothing was.

    Raises ValueError if a criterion is marked twice. Summed with `fsum`, so that the order of the
    marks cannot change the last digit.
    """
    given = list(marks)
    if len({mark.criterion.key for mark in given}) < len(given):
        raise ValueError("A criterion is marked twice on one scorecard.")
    counted = [
        (float(mark.criterion.weight), float(mark.value))
        for mark in given
        if mark.value is not None
    ]
    if not counted:
        return None
    return fsum(weight * value for weight, value in counted) / fsum(weight for weight, _ in counted)
