"""A pitch day as it runs: the panel, its pitches, the buttons."""

from accounts.models import User
from applications.judging.models import Entry, Round
from applications.pitching import actions
from applications.pitching.models import Day, Turn

from .judging import officer_of, panel_with


def day_with(pitches: int = 3, judges: int = 2, *, stage: dict | None = None, **rules):
    """A panel with pitches on a day of these `rules`; returns the day, its officer, the turns."""
    judging_round, _chair, _members, entries = panel_with(pitches, judges, **(stage or {}))
    day = Day.objects.create(round=judging_round, **rules)
    return day, officer_of(judging_round), [turn_of(entry) for entry in entries]


def turn_of(entry: Entry) -> Turn:
    return Turn.objects.select_related("stage", "slot").get(slot__application=entry.application_id)


def entry_of(turn: Turn) -> Entry:
    return Entry.objects.select_related("round__rubric", "round__call", "application").get(
        round=turn.stage.round_id, application=turn.slot.application_id
    )


def judges_of(judging_round: Round) -> list[User]:
    """Without the chair, in the order they were seated."""
    return [each.user for each in judging_round.members.filter(chairs=False).order_by("pk")]


def press(verb: str, turn: Turn, by: User, **given) -> Turn:
    """Press a button with the turn as it is now."""
    turn.refresh_from_db()
    return getattr(actions, verb)(turn=turn, seen=turn.version, by=by, **given)


def pitched(turn: Turn, by: User) -> Turn:
    """From the first word to the end of the questions."""
    for verb in ("start_pitch", "to_questions", "end_turn"):
        press(verb, turn, by)
    turn.refresh_from_db()
    return turn
