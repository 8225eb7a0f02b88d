"""Where an officer goes from a round's screen to what other rooms keep about it.

A room further up registers a function: `@links def of_the_day(round) -> list[Link]`.
"""

from collections.abc import Callable
from typing import NamedTuple

from .models import Round


class Link(NamedTuple):
    label: str
    url: str


_links: list[Callable[[Round], list[Link]]] = []


def links(offer: Callable[[Round], list[Link]]) -> Callable[[Round], list[Link]]:
    _links.append(offer)
    return offer


def links_of(judging_round: Round) -> list[Link]:
    return [link for offer in _links for link in offer(judging_round)]
