"""When a pitch begins on a day that runs late, as far as another room knows.

A room further up registers `@expects def on_the_day(round) -> dict[int, datetime]`: by slot the
time that is likely now, for those that begin later than planned.
"""

from collections.abc import Callable
from datetime import datetime

from django.utils.formats import time_format

from .models import Round

Source = Callable[[Round], dict[int, datetime]]
_sources: list[Source] = []


def expects(source: Source) -> Source:
    _sources.append(source)
    return source


def expected(judging_round: Round) -> dict[int, str]:
    """By slot, as “14:25” in the call's own time zone."""
    zone = judging_round.call.zone
    return {
        slot: time_format(moment.astimezone(zone), "H:i")
        for source in _sources
        for slot, moment in source(judging_round).items()
    }
