"""Which applications can be compared at all: the connected parts of the judge-application graph.

Each scorecard joins its judge to its application. Two applications in different parts share no
judge, not even through a chain of others, so no arithmetic can tell a strict panel from a weak
field. Union-find with path halving (Tarjan and van Leeuwen 1984) takes a dozen lines, which is why
scipy is not needed for this.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from .scores import Key, Score


@dataclass(frozen=True, slots=True)
class Component:
    """Applications and judges that can be compared with one another, each sorted by id."""

    applications: tuple[Key, ...]
    judges: tuple[Key, ...]


def components(scores: Iterable[Score]) -> tuple[Component, ...]:
    """The connected parts, largest first (ties by first id). One part: all can be compared."""
    pairs = {(score.application, score.judge) for score in scores}
    root_of = _roots(pairs)
    applications: dict[Node, set[Key]] = defaultdict(set)
    judges: dict[Node, set[Key]] = defaultdict(set)
    for application, judge in pairs:
        applications[root_of["application", application]].add(application)
        judges[root_of["application", application]].add(judge)
    parts = [
        Component(in_order(applications[root]), in_order(judges[root])) for root in applications
    ]
    return tuple(
        sorted(parts, key=lambda part: (-len(part.applications), str(part.applications[0])))
    )


def in_order(keys: Iterable[Key]) -> tuple[Key, ...]:
    """Each key once, sorted as text: the same order on every machine, whatever the kind of id."""
    return tuple(sorted(set(keys), key=str))


Node = tuple[str, Key]


def _roots(pairs: Iterable[tuple[Key, Key]]) -> dict[Node, Node]:
    parent: dict[Node, Node] = {}

    def root(node: Node) -> Node:
        parent.setdefault(node, node)
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for application, judge in pairs:
        parent[root(("application", application))] = root(("judge", judge))
    return {node: root(node) for node in list(parent)}
