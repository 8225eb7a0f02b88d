"""What a judge changed last on a scorecard, so that each change can be taken back.

`Scorecard.before` keeps the last steps, the oldest first: `{"number", "at", "was"}`. A step names
the fields that it changed (as in merging.py) and what was in each of them; nothing, where it was
open. Words that are typed on for a while are one step.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from .given import Given
from .merging import WORDS, fields_of, given_of
from .models import Scorecard

MOST = 12
"""Steps that are kept of a scorecard."""
A_PAUSE = timedelta(minutes=2)
"""Words that go on after a longer pause are another step."""


@dataclass(frozen=True)
class Step:
    """One change: `number` names it, `was` and `then` are what it changed from and to."""

    number: int
    at: datetime
    was: dict[str, str]
    then: dict[str, str]


def steps_of(card: Scorecard, stored: Given) -> list[Step]:
    """The last changes, newest first."""
    now, found = fields_of(stored), []
    for kept in reversed(_kept(card, stored)):
        then = {name: now.get(name, "") for name in kept["was"]}
        at = datetime.fromisoformat(kept["at"])
        found.append(Step(kept["number"], at, kept["was"], then))
        now |= kept["was"]
    return found


def without(stored: Given, step: Step) -> Given:
    """What is there when the step is taken back; other fields stay as they are."""
    return given_of(fields_of(stored) | step.was)


def with_step(card: Scorecard, stored: Given, given: Given, at: datetime) -> list[dict[str, Any]]:
    """What `before` keeps when `stored` becomes `given`, as the scorecard's next version."""
    steps, was = _kept(card, stored), _changed(stored, given)
    last = steps[-1] if steps else None
    if last and last["was"].keys() == was.keys() and _is_typed_on(last, was, at):
        return [*steps[:-1], last | {"at": at.isoformat()}]
    return [*steps, {"number": card.version + 1, "at": at.isoformat(), "was": was}][-MOST:]


def _is_typed_on(last: dict[str, Any], was: dict[str, str], at: datetime) -> bool:
    one_field = len(was) == 1 and set(was) <= set(WORDS)
    return one_field and at - datetime.fromisoformat(last["at"]) <= A_PAUSE


def _changed(old: Given, new: Given) -> dict[str, str]:
    """The fields that differ, as they were."""
    there, here = fields_of(old), fields_of(new)
    return {
        name: there.get(name, "")
        for name in sorted(there.keys() | here.keys())
        if there.get(name, "") != here.get(name, "")
    }


def _kept(card: Scorecard, stored: Given) -> list[dict[str, Any]]:
    """One that was last saved when only one change was kept has the whole scorecard before it."""
    if not isinstance(card.before, dict):
        return card.before or []
    was = _changed(Given.read(card.before), stored)
    return [{"number": card.version, "at": card.saved_at.isoformat(), "was": was}] if was else []
