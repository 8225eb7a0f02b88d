"""Two operators press at the same moment: one effect."""

from concurrent.futures import ThreadPoolExecutor

from django.db import connection

from applications.pitching import actions
from applications.pitching.models import Turn
from applications.pitching.refusals import DayRefused
from tests.factories.pitching import day_with, press


def pressed(verb: str, turn: Turn, seen: int, by, **given) -> str:
    try:
        getattr(actions, verb)(turn=turn, seen=seen, by=by, **given)
        return "pressed"
    except DayRefused as refused:
        return type(refused).__name__
    finally:
        connection.close()


def at_once(*presses) -> list[str]:
    with ThreadPoolExecutor(len(presses)) as hands:
        waiting = [hands.submit(pressed, *args, **given) for args, given in presses]
        return sorted(each.result() for each in waiting)


def test_two_operators_start_two_pitches_and_one_is_on_stage(own_database):
    _day, officer, [one, two] = day_with(pitches=2)
    said = at_once((("start_pitch", one, 0, officer), {}), (("start_pitch", two, 0, officer), {}))
    assert said == ["DayRefused", "pressed"]
    assert Turn.objects.filter(state="pitching").count() == 1


def test_four_presses_of_one_more_minute_from_one_screen_add_one(own_database):
    _day, officer, [turn] = day_with(pitches=1)
    seen = press("start_pitch", turn, officer).version
    said = at_once(*[(("add_time", turn, seen, officer), {"minutes": 1})] * 4)
    assert said == ["TurnChanged"] * 3 + ["pressed"]
    turn.refresh_from_db()
    assert turn.allotted.total_seconds() == 360
