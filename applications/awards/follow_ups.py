"""What the money room does in the same transaction when an award changes.

The ledger and the payments live above this room, so this room names the moments and the room above
says what follows, once each, as with guards. A system check refuses to start when one is missing.
"""

from collections.abc import Callable
from enum import StrEnum

from accounts.models import User

from .models import Award


class Moment(StrEnum):
    ISSUED = "issued"
    SIGNED = "signed"
    REPORT_ACCEPTED = "report_accepted"
    GIVEN_BACK = "given_back"


FollowUp = Callable[[Award, User], None]
_follow_ups: dict[Moment, FollowUp] = {}


def on(moment: Moment) -> Callable[[FollowUp], FollowUp]:
    """Say what follows `moment`. A second meaning is refused."""

    def register(follow_up: FollowUp) -> FollowUp:
        if moment in _follow_ups:
            raise ValueError(f"{moment} is followed by something already")
        _follow_ups[moment] = follow_up
        return follow_up

    return register


def run(moment: Moment, award: Award, *, by: User) -> None:
    """Do what follows, inside the running transaction. KeyError if no room says what."""
    _follow_ups[moment](award, by)


def missing() -> list[Moment]:
    return [moment for moment in Moment if moment not in _follow_ups]
