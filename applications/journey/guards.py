"""Guards: what must be true before a move. Rooms further up register theirs under a fixed name.

A transition names its guards (`conditions=[Guard("training.plan_is_in")]`), so that reading the
model shows the whole rule; the room that owns the records gives the guard its meaning in its own
guards.py, imported when the app is ready. A system check refuses to start when one has none.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from .models import Application

WhyNot = Callable[["Application"], str]
"""Returns an empty string when the move may go on, else a plain sentence that says what to do."""


@dataclass(frozen=True)
class Guard:
    """A named condition of a transition, called by django-fsm with the application."""

    name: str
    meanings: ClassVar[dict[str, WhyNot]] = {}

    def __call__(self, application: Any) -> bool:
        return self in application.guards_passed or not self.why_not(application)

    def why_not(self, application: "Application") -> str:
        """The sentence that stops the move, or an empty string. KeyError if no room defines it."""
        return str(self.meanings[self.name](application))

    @property
    def __name__(self) -> str:
        return self.name

    @property
    def summary(self) -> str:
        """The first line of the meaning's docstring, for the drawing of the workflow."""
        return (self.meanings[self.name].__doc__ or self.name).strip().splitlines()[0]


def guard(name: str) -> Callable[[WhyNot], WhyNot]:
    """Give the guard `name` its meaning. A second meaning is refused."""

    def register(why_not: WhyNot) -> WhyNot:
        if name in Guard.meanings:
            raise ValueError(f"guard {name} has a meaning already")
        Guard.meanings[name] = why_not
        return why_not

    return register
