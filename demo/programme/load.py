"""The whole history, stretch by stretch."""

from collections.abc import Callable

from . import (
    announced,
    cast,
    first_call,
    ground,
    learned,
    open_calls,
    people,
    projects,
    referred,
    resources,
    second_call,
    site,
    third_call,
)
from .play import Cast, Play
from .stage import Stage, stage

BEGINNING = -330


def load(say: Callable[[str], object]) -> Play:
    """Play everything; `say` hears a line at the start of each stretch."""
    with stage() as here:
        say("People, partners and cities")
        play = _cast(here)
        for line, stretch in (
            ("First call: eight learn, six complete, four are funded", first_call.play_it),
            ("Second call: grants in every stage", second_call.play_it),
            ("Third call: pitch day today", third_call.play_it),
            ("Open call, and one to come", open_calls.play_it),
            ("People whom a partner referred", referred.play_it),
            ("Public pages and stories", site.build),
            ("Projects and their journals", projects.tell),
            ("News and partners", announced.announce),
            ("Guides and forms in many languages", resources.offer),
            ("Journals and lessons", learned.tell),
        ):
            say(line)
            stretch(play)
    return play


def _cast(here: Stage) -> Play:
    with here.at(BEGINNING):
        programme = ground.lay()
        users = people.hire(cast.STAFF, programme)
        users |= people.invite([*cast.FIRST, *cast.SECOND, *cast.THIRD, *cast.OPEN, *cast.LATE])
    return Play(stage=here, programme=programme, users=Cast(users))
