"""Where an officer goes from a round's screen, and an applicant from a pitch time, to what other
rooms keep about it.

A room further up registers a function: `@links def of_the_day(round) -> list[Link]`, and
`@for_applicants` for what stands beside a pitch time that is to come.
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


_beside_times: list[Callable[[Round], list[Link]]] = []


def for_applicants(offer: Callable[[Round], list[Link]]) -> Callable[[Round], list[Link]]:
    _beside_times.append(offer)
    return offer


def beside_time(judging_round: Round) -> list[Link]:
    return [link for offer in _beside_times for link in offer(judging_round)]
