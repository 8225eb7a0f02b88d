"""The pitch day as the officer runs it from a phone."""

from applications.judging.models import Round
from applications.pitching import actions
from applications.pitching.models import Day, Turn

from .cast import Project
from .play import Play


def set_up(play: Play, judging_round: Round) -> None:
    officer = play.users["officer"]
    actions.set_up_day(day=Day(round=judging_round, audience_votes=True), by=officer)
    actions.make_tickets(judging_round=judging_round, number=12, by=officer)
    actions.make_cards(judging_round=judging_round, by=officer)


def pitch(play: Play, project: Project) -> None:
    """From the first word to the last question."""
    for verb in (actions.start_pitch, actions.to_questions, actions.end_turn):
        _press(verb, play, project)


def ask(play: Play, project: Project, judge: str, text: str) -> None:
    actions.write_question(turn=_turn(play, project), text=text, by=play.users[judge])


def pause_on_stage(play: Play, project: Project) -> None:
    for verb in (actions.call_up, actions.start_pitch, actions.pause):
        _press(verb, play, project)
    for seat, stars in enumerate((5, 4, 4)):
        actions.vote(turn=_turn(play, project), secret=f"seat {seat}", stars=stars)


def _press(verb, play: Play, project: Project) -> None:
    turn = _turn(play, project)
    verb(turn=turn, seen=turn.version, by=play.users["officer"])


def _turn(play: Play, project: Project) -> Turn:
    turns = Turn.objects.select_related("stage__round__call", "slot")
    return turns.get(slot__application=play.application(project))
