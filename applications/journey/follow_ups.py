"""What other rooms do in the same transaction when an application leaves the road or comes back.

A room further up, which lends applications something (a seat, a time), says what follows a move:

    @after("withdraw")
    def free_seat(application) -> FollowUp | None: ...

It is asked before the application is locked, so that it can lock its own records first, as its
own actions do: two people at once then never wait for each other. What it returns runs after the
move; None when there is nothing to do.
"""

from collections import defaultdict
from collections.abc import Callable

from accounts.models import User

from .models import Application

FollowUp = Callable[[Application, User], None]
Preparation = Callable[[Application], FollowUp | None]
_preparations: dict[str, list[Preparation]] = defaultdict(list)


def after(move: str) -> Callable[[Preparation], Preparation]:
    """Say what follows `move`."""

    def register(preparation: Preparation) -> Preparation:
        _preparations[move].append(preparation)
        return preparation

    return register


def prepare(move: str, application: Application) -> list[FollowUp]:
    """Lock what follows `move`, and return what is to be done after it."""
    found = [preparation(application) for preparation in _preparations[move]]
    return [follow_up for follow_up in found if follow_up]
