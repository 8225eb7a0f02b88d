"""The road of one application as stepping stones, and what happens next on it.

Both are made from the state and the call's stages alone, so that a list of a hundred applications
costs no query. Rooms further up add what they know: dates with `@dates_from`, a better next step
for a state with `@next_for`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from applications.calls.models import Stage

from .models import Application
from .states import ENDED, State

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Stone:
    """One stretch of the road as an applicant sees it; `stage` is the part of a call it needs."""

    key: str
    label: "StrOrPromise"
    states: tuple[State, ...]
    stage: Stage | None = None


STONES = (
    Stone("apply", _("Apply"), (State.DRAFT,)),
    Stone("screening", _("We read it"), (State.SUBMITTED, State.CHANGES_REQUESTED)),
    Stone("training", _("Training"), (State.ELIGIBLE, State.IN_TRAINING), Stage.TRAINING),
    Stone(
        "scoring",
        _("Judges read it"),
        (State.ELIGIBLE, State.READY_TO_PITCH),
        Stage.DESK_SCORING,
    ),
    Stone("pitch_day", _("Pitch day"), (State.READY_TO_PITCH, State.SCHEDULED), Stage.PITCH_DAY),
    Stone("decision", _("Decision"), (State.JUDGED, State.RESERVE)),
    Stone("agreement", _("Agreement"), (State.AWARDED,)),
    Stone("money", _("First payment"), (State.AGREED,)),
    Stone("project", _("Your project"), (State.ACTIVE,)),
    Stone("completed", _("Completed"), (State.COMPLETED,)),
)

ORDER = (
    State.DRAFT,
    State.SUBMITTED,
    State.CHANGES_REQUESTED,
    State.ELIGIBLE,
    State.IN_TRAINING,
    State.READY_TO_PITCH,
    State.SCHEDULED,
    State.JUDGED,
    State.RESERVE,
    State.AWARDED,
    State.AGREED,
    State.ACTIVE,
    State.COMPLETED,
)

ENDED_AT = {
    State.INELIGIBLE: State.SUBMITTED,
    State.NOT_FUNDED: State.JUDGED,
    State.OFFER_DECLINED: State.AWARDED,
    State.OFFER_LAPSED: State.AWARDED,
    State.ENDED_EARLY: State.ACTIVE,
}
"""The state that each ending leaves, for placing its stone; a withdrawal remembers its own."""

WORTH_A_NOTE = (
    State.CHANGES_REQUESTED,
    State.ELIGIBLE,
    State.READY_TO_PITCH,
    State.SCHEDULED,
    State.RESERVE,
)
"""States whose name tells more than the stone they share."""

Day = date | datetime


def steps(application: Application, dates: dict[str, Day] | None = None) -> list[dict]:
    """The stones of `application` for components/road.html; no query when loaded `with_road()`.

    `dates` gives the day of a stone by its key ("pitch_day", "agreement", ...).
    """
    stones = [stone for stone in STONES if not stone.stage or application.call.uses(stone.stage)]
    here = _index_of(_standing(application), stones)
    ended = application.state in ENDED and application.state != State.COMPLETED
    days = {"apply": _apply_day(application)} | (dates or {})
    road = [
        _step(stone, "done" if index < here else "here" if index == here else "next", days)
        for index, stone in enumerate(stones)
    ]
    if ended:
        return [*road[:here], _end(application, stones[here])]
    if application.state == State.DRAFT:
        road[here]["note"] = _("last day to send")
    if application.state in WORTH_A_NOTE:
        road[here]["note"] = State(application.state).label
    return road


def _standing(application: Application) -> State:
    if application.state == State.WITHDRAWN:
        return State(application.withdrawn_from or State.DRAFT)
    return ENDED_AT.get(State(application.state), State(application.state))


def _index_of(state: State, stones: list[Stone]) -> int:
    """The first stone of this call that reaches as far as `state`."""
    rank = ORDER.index(state)
    return next(
        index
        for index, stone in enumerate(stones)
        if max(ORDER.index(each) for each in stone.states) >= rank
    )


def _apply_day(application: Application) -> Day | None:
    if application.submitted_at:
        return application.submitted_at
    return application.call.closes_at.astimezone(application.call.zone)


def _step(stone: Stone, state: str, days: dict[str, Day | None]) -> dict:
    return {
        "key": stone.key,
        "label": stone.label,
        "state": state,
        "date": days.get(stone.key),
        "note": "",
    }


def _end(application: Application, stone: Stone) -> dict:
    return {
        "key": stone.key,
        "label": State(application.state).label,
        "state": "ended",
        "date": application.state_since,
        "note": "",
    }


# What rooms further up know.

DatesSource = Callable[[Application], dict[str, Day]]
_dates: list[DatesSource] = []


def dates_from(source: DatesSource) -> DatesSource:
    """Register a function that knows the days of stones of one application."""
    _dates.append(source)
    return source


def known_dates(application: Application) -> dict[str, Day]:
    """Every day that some room knows, for the road of one application on its own page."""
    return {key: day for source in _dates for key, day in source(application).items()}


@dataclass(frozen=True)
class Next:
    """What happens next: the words of components/next_step.html."""

    text: str
    who: str = ""
    by: Day | None = None
    by_words: str = ""
    yours: bool = False
    action_label: str = ""
    action_url: str = ""
    title: str = field(default="")


NextSource = Callable[[Application], Next | None]
_next: dict[State, list[NextSource]] = {}


def next_for(*states: State) -> Callable[[NextSource], NextSource]:
    """Register what happens next in `states`; the source registered last that answers wins."""

    def register(source: NextSource) -> NextSource:
        for state in states:
            _next.setdefault(state, []).append(source)
        return source

    return register


def next_step(application: Application) -> dict:
    """What happens next, who does it and by when, for components/next_step.html."""
    for source in reversed(_next.get(State(application.state), [])):
        if found := source(application):
            return vars(_whole(found, application))
    raise LookupError(f"nothing is said about {application.state}")


WHO = {
    State.SUBMITTED: _("The programme team"),
    State.ELIGIBLE: _("The programme team"),
    State.READY_TO_PITCH: _("The programme team"),
    State.JUDGED: _("The panel"),
    State.RESERVE: _("The programme team"),
    State.AGREED: _("The programme team"),
}
"""Who acts next in a state where it is not the applicant."""

BEFORE_THE_ANSWER = (
    State.SUBMITTED,
    State.ELIGIBLE,
    State.READY_TO_PITCH,
    State.JUDGED,
)
"""States in which the team acts and the call's day for every answer is the latest there is."""


def _whole(found: Next, application: Application) -> Next:
    """Never without who does it and by when; a day that nobody knows is said to be unknown."""
    state = State(application.state)
    if state in ENDED:
        return found
    theirs = found.yours or state not in WHO
    who = found.who or str(_("You") if theirs else WHO[state])
    if found.by or found.by_words:
        return replace(found, who=who)
    day = application.call.answers_by
    if day and not theirs and state in BEFORE_THE_ANSWER and day >= timezone.localdate():
        return replace(found, who=who, by=day)
    when = _("as soon as you can") if theirs else _("the day is not set yet; it will stand here")
    return replace(found, who=who, by_words=str(when))


def in_one_line(step: dict) -> str:
    """What happens next, who does it and by when, as one line of a letter."""
    when = step["by_words"]
    if not when and step["by"]:
        when = gettext("by %(day)s") % {"day": date_format(step["by"], "j F Y")}
    if not when:
        return step["text"]
    return gettext("%(what)s (%(who)s: %(when)s)") % {
        "what": step["text"],
        "who": step["who"],
        "when": when,
    }
