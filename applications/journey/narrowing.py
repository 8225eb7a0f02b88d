"""What rooms further up can narrow the officers' list to, without this room knowing them.

A room registers a box of the filter and what it means:

    @narrows("referred", _("Referred by a partner only"))
    def referred() -> Q: ...
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Means = Callable[[], Q]


@dataclass(frozen=True)
class Narrowing:
    """One box: its words, and the applications that fit when it is ticked."""

    label: "StrOrPromise"
    means: Means


narrowings: dict[str, Narrowing] = {}


def narrows(name: str, label: "StrOrPromise") -> Callable[[Means], Means]:
    """Register a box `name` of the pipeline's filter."""

    def register(means: Means) -> Means:
        narrowings[name] = Narrowing(label, means)
        return means

    return register
