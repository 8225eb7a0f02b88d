"""A bounded memory in this process that forgets by tag, by age and when it can't be trusted."""

from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain
from threading import RLock
from time import monotonic, time
from typing import Any, Generic, TypeVar

from django.conf import settings
from django.db.models import QuerySet

from .collecting import Found, collecting, learn, parts
from .together import together

LONGEST = 30
"""Seconds after which anything is made anew, whatever happens."""
NOTED = 10_000
"""Announced tags that are remembered, to refuse answers that were begun before them."""
PART_BYTES = 4096
"""What a remembered part counts as, besides its text; its true size is not known."""
T = TypeVar("T")


@dataclass(frozen=True)
class Kept(Generic[T]):
    """A value with what it depends on; `ends` is in seconds since 1970."""

    value: T
    tags: frozenset[str]
    ends: float
    size: int


class Memory:
    """Serves only while somebody hears the announcements (`trust`), else it is empty and stays so.

    Safe for threads. The least used goes when `most_bytes` are full; 0 keeps nothing.
    """

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        self._lock = RLock()
        self._kept: OrderedDict[Any, Kept] = OrderedDict()
        self._by_tag: dict[str, set[Any]] = {}
        self._bytes = 0
        self._now = 0
        self._noted: dict[str, int] = {}
        self._all_before = 0
        self._trusted_until = float("-inf")

    def trust(self, until: float) -> None:
        """Serve until this moment of the monotonic clock."""
        self._trusted_until = until

    @property
    def trusted(self) -> bool:
        return self.most_bytes > 0 and monotonic() < self._trusted_until

    def empty(self) -> None:
        """Forget everything, also what is being made just now."""
        with self._lock:
            self._kept.clear()
            self._by_tag.clear()
            self._noted.clear()
            self._bytes = 0
            self._now += 1
            self._all_before = self._now

    def lose(self) -> None:
        """Announcements may have been missed: nothing is served until `trust` is called again."""
        self._trusted_until = float("-inf")
        self.empty()

    def begin(self) -> int:
        """Call before making what will be kept: the mark that `collecting` asks for."""
        return self._now

    def get(self, key: object) -> Any | None:
        if not self.trusted:
            return None
        with self._lock:
            kept = self._kept.get(key)
            if kept is None:
                return None
            if kept.ends <= time():
                self._drop(key)
                return None
            self._kept.move_to_end(key)
            return kept

    def keep(self, key: object, value: object, found: Found, *, size: int) -> bool:
        """Keep `value`, unless something it shows changed since or it is over already."""
        ends = min(found.ends, found.began + LONGEST)
        with self._lock:
            if not self.trusted or size > self.most_bytes or ends <= time():
                return False
            if found.since < self._all_before or any(
                self._noted.get(tag, -1) > found.since for tag in found.tags
            ):
                return False
            self._drop(key)
            self._kept[key] = Kept(value, frozenset(found.tags), ends, size)
            for tag in found.tags:
                self._by_tag.setdefault(tag, set()).add(key)
            self._bytes += size
            while self._bytes > self.most_bytes:
                self._drop(next(iter(self._kept)))
            return True

    def forget(self, tags: Iterable[str]) -> None:
        """Drop all that depends on one of `tags`."""
        with self._lock:
            self._now += 1
            for tag in tags:
                self._noted[tag] = self._now
                for key in list(self._by_tag.get(tag, ())):
                    self._drop(key)
            if len(self._noted) > NOTED:
                self._noted.clear()
                self._all_before = self._now

    def drop(self, key: object) -> None:
        """Forget one thing."""
        with self._lock:
            self._drop(key)

    def _drop(self, key: object) -> None:
        kept = self._kept.pop(key, None)
        if kept is None:
            return
        self._bytes -= kept.size
        for tag in kept.tags:
            keys = self._by_tag[tag]
            keys.discard(key)
            if not keys:
                del self._by_tag[tag]


memory = Memory(settings.PAGE_MEMORY_MB * 1024 * 1024)
"""This process's own."""


def remember(key: tuple, make: Callable[[], T], *, passes_on: bool = True) -> T:
    """What `make` returns, from memory while that is true. Treat it as read-only: it is shared.

    `make` says what it depends on; the answer that uses the part then depends on it too, unless
    it says itself which of it that it shows (`passes_on`). A key with None in it, as of a page
    that is previewed before it is stored, names nothing to keep.
    """
    if None in key:
        return make()
    value, shows = _known(key) or _make(key, make)
    if passes_on:
        learn(shows)
    return value


def _known(key: tuple) -> tuple[Any, Found] | None:
    """From this process's memory, or made earlier for the same answer."""
    kept = memory.get(key)
    if kept is not None:
        return kept.value, Found(tags=set(kept.tags), ends=kept.ends)
    return parts().get(key)


def _make(key: tuple, make: Callable[[], T]) -> tuple[T, Found]:
    with collecting(memory.begin(), passes_on=False) as found:
        value = make()
    memory.keep(key, value, found, size=PART_BYTES + (len(value) if isinstance(value, str) else 0))
    return parts().setdefault(key, (value, found))


@dataclass(frozen=True)
class Part(Generic[T]):
    """Something that answers share, made of the rows of a few querysets.

    `reads` builds them, `make` gets them evaluated and says what the part depends on.
    """

    key: tuple
    reads: Callable[[], tuple[QuerySet, ...]]
    make: Callable[..., T]

    @property
    def is_known(self) -> bool:
        return _known(self.key) is not None

    def get(self) -> T:
        """From memory while that is true; else made of one trip to the database."""
        return remember(self.key, self._read_and_make)

    def made_of(self, rows: tuple[QuerySet, ...]) -> T:
        return remember(self.key, lambda: self.make(*rows))

    def _read_and_make(self) -> T:
        rows = self.reads()
        together(*rows)
        return self.make(*rows)


def ahead(*parts: Part) -> None:
    """Make those parts that nobody knows yet, in this order; all their rows come in one trip."""
    unknown = [part for part in parts if None not in part.key and not part.is_known]
    if not unknown:
        return
    with collecting(memory.begin(), passes_on=False):
        asked = [part.reads() for part in unknown]
        together(*chain.from_iterable(asked))
        for part, rows in zip(unknown, asked, strict=True):
            part.made_of(rows)
