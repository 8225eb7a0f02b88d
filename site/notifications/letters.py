"""A letter is a kind of message with built-in words; rooms declare theirs in emails.py."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from django.db.models import Model

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Attachment(NamedTuple):
    """A file that goes with a letter."""

    name: str
    content: bytes
    content_type: str


Attach = Callable[[Model], list[Attachment]]


@dataclass(frozen=True)
class Letter:
    """A kind of message. `subject`, `body` and `action_label` are lazy translations.

    `body` has an empty line between paragraphs; words in {braces} are the `values` given to
    `send`. `kind` is unique, `room.event`, and is what a staff Wording replaces. A `passing`
    letter holds a secret with a short life, such as a sign-in code: it goes out before all others,
    is never sent late, and its text is wiped once it is out. A letter that is not `kept` goes to
    somebody without an account: nothing of it stays here once it is out. A `bulk` letter goes to
    many at once: it lets the letters pass that one person waits for. `attach_with` names what
    finds the files that go with it, from the record it is about, when it is delivered.
    """

    kind: str
    subject: "StrOrPromise"
    body: "StrOrPromise"
    action_label: "StrOrPromise" = ""
    placeholders: tuple[str, ...] = field(default=())
    passing: bool = False
    kept: bool = True
    bulk: bool = False

    attach: list[Attach] = field(default_factory=list, compare=False, repr=False)

    registry: ClassVar[dict[str, "Letter"]] = {}

    def __post_init__(self) -> None:
        if self.kind in self.registry:
            raise ValueError(f"two letters are called {self.kind}")
        self.registry[self.kind] = self

    def attach_with(self, source: Attach) -> None:
        self.attach.append(source)


@dataclass(frozen=True)
class Recipient:
    """Whom a message goes to."""

    name: str
    email: str
    language: str
    user_id: int | None = None
    plain: bool = False
    """The subject says nothing: others see this person's screen."""
