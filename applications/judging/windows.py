"""When a scorecard may be written, beyond this room's own rules.

A room further up registers what it knows, as the pitch day does:

    @window
    def while_on_stage(entry) -> str: ...

An empty answer means open; a sentence says to the judge why not now.
"""

from collections.abc import Callable

from .models import Entry

Window = Callable[[Entry], str]
_windows: list[Window] = []


def window(why_shut: Window) -> Window:
    _windows.append(why_shut)
    return why_shut


def why_shut(entry: Entry) -> str:
    """Why nobody scores this now, as a sentence; empty while it is open."""
    return next((why for each in _windows if (why := each(entry))), "")
