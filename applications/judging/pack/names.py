"""How applications and judges are called in a pack."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from ..ranking import Sheet

SMALL = 5
"""Fewer than this many are not told apart in the public copy."""

Named = Callable[[int], str]


@dataclass(frozen=True)
class Names:
    """How applications and judges are called in a pack."""

    application: Named
    judge: Named
    public: bool


def names_of(sheets: list[Sheet], applications: set[int], *, public: bool) -> Names:
    if not public:
        same = cache(str)
        return Names(same, same, public=False)
    judges = {
        key: f"J{number:02}" for number, key in enumerate(sorted({s.judge for s in sheets}), 1)
    }
    known = {key: f"A{number:04}" for number, key in enumerate(sorted(applications), 1)}
    return Names(known.__getitem__, judges.__getitem__, public=True)
