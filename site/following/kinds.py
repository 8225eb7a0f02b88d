"""What can be followed: every room says how its things are found, for forms, letters and worker.

A topic names one thing for ever: `kind:key`, such as `call:spring` or `project:7`.
"""

from collections.abc import Callable
from dataclasses import dataclass

LONGEST_TOPIC = 300


@dataclass(frozen=True)
class Thing:
    """Something to follow, in the language in use.

    `promise` says in one sentence which e-mails will come; people agree to exactly that. `thanks`
    is called for the words that its funders ask letters to carry. An `ended` thing still has a
    page, but no more news: its followers' addresses are deleted.
    """

    name: str
    url: str
    promise: str
    ended: bool = False
    thanks: Callable[[], str] = str


Finder = Callable[[str], Thing | None]
_finders: dict[str, Finder] = {}


def followable(kind: str) -> Callable[[Finder], Finder]:
    """Register a room's function that finds the thing of a key; None when the public has none."""

    def register(finder: Finder) -> Finder:
        if kind in _finders:
            raise ValueError(f"two kinds of things are called {kind}")
        _finders[kind] = finder
        return finder

    return register


def topic_of(kind: str, key: object) -> str:
    return f"{kind}:{key}"


def find(topic: str) -> Thing | None:
    """The thing in the language in use, or None when it does not exist (any more)."""
    kind, _colon, key = topic.partition(":")
    finder = _finders.get(kind)
    return finder(key) if finder and len(topic) <= LONGEST_TOPIC else None
