"""What a page says when its programme has ended: in every language, on every page, with the day."""

from dataclasses import dataclass
from datetime import date

from programmes.models import Programme


@dataclass(frozen=True)
class Ended:
    """For the strip at the top of a page."""

    programme: str
    since: date


def of(programme: Programme | None) -> Ended | None:
    """None while the programme goes on."""
    if programme is None or not programme.is_over or programme.over_since is None:
        return None
    return Ended(str(programme), programme.over_since)
