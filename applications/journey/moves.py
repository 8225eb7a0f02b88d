"""The road's moves as plain facts, read from the model: for the drawing and for tests."""

import re
from dataclasses import dataclass

from rules.permissions import permissions

from .models import Application, Road
from .states import State

ROLES = re.compile(r"has_role_(\w+)")
WORDS = {
    "is_applicant": "the applicant",
    "is_system": "the platform itself",
    "assists": "a caseworker with the person's word",
}


@dataclass(frozen=True)
class Move:
    """One move: where it starts, where it can lead, what must be true, who may take it."""

    name: str
    sources: tuple[State, ...]
    targets: tuple[State, ...]
    guards: tuple[str, ...]
    who: str

    @property
    def pairs(self) -> list[tuple[State, State]]:
        return [(source, target) for source in self.sources for target in self.targets]


def all_moves() -> list[Move]:
    """Every move, in the order in which the model names them."""
    field = Application._meta.get_field("state")
    steps: dict[str, list] = {}
    for step in field.get_all_transitions(Application):
        steps.setdefault(step.name, []).append(step)
    declared = list(vars(Road))
    return [_move(name, steps[name]) for name in sorted(steps, key=declared.index)]


def _move(name: str, steps: list) -> Move:
    targets = getattr(steps[0].target, "allowed_states", None) or [steps[0].target]
    order = list(State)
    return Move(
        name=name,
        sources=tuple(sorted((State(step.source) for step in steps), key=order.index)),
        targets=tuple(State(target) for target in targets),
        guards=tuple(str(guard.summary) for guard in steps[0].conditions),
        who=who(steps[0].permission),
    )


def who(permission: str) -> str:
    """Who holds a permission, in words, read from the table of rules.

    A star marks those who may not take the move on an application of their own.
    """
    parts = [part.strip(" ()") for part in permissions[permission].name.split("|")]
    return " or ".join(dict.fromkeys(_who(part) for part in parts))


def _who(predicate: str) -> str:
    name, _and, rest = predicate.partition(" & ")
    name = name.strip(" ()")
    roles = ROLES.match(name)
    words = roles[1].replace("_or_", " or ").replace("_", " ") if roles else WORDS[name]
    return f"{words}*" if "~is_applicant" in rest else words
