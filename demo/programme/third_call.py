"""A call that pitches today; a second cohort of it is still learning."""

from . import first_reading, own_words, panel, the_day
from .cast import THIRD
from .ground import open_call
from .play import Play

ZAINAB, MIKHAIL, PRIYA, SAMUEL, ELIF, JEROME, HALIMA = THIRD
TODAY = (ZAINAB, MIKHAIL, PRIYA, SAMUEL)
LEARNING = (JEROME, HALIMA)


def play_it(play: Play) -> None:
    at = play.stage.at
    with at(-100):
        call = open_call(
            play.programme, code="wolverhampton", title="Wolverhampton works", days=30,
            by=play.users["officer"], pot=15_000, cities=("wolverhampton",), opens_in=1,
        )  # fmt: skip
    for day, project in zip(range(-96, -72, 3), THIRD, strict=False):
        with at(day, 19):
            play.apply(project, call)
    with at(-66):
        play.find_eligible(THIRD)
        own_words.translate(play, ZAINAB)
    _first_cohort(play)
    _second_cohort(play)
    _pitch_day(play)
    _third_cohort(play)


def _first_cohort(play: Play) -> None:
    at = play.stage.at
    with at(-60):
        cohort = play.plan_cohort(
            name="Wolverhampton, spring", city="wolverhampton", venue="Heath Town Hub", seats=4,
            first=6,
        )  # fmt: skip
        play.offer(TODAY, cohort)
    with at(-58, 18):
        play.accept(TODAY)
    for number in range(4):
        with at(-54 + 7 * number, 16):
            play.hold_meeting(cohort, number)
    with at(-30, 20):
        for project in TODAY:
            play.hand_in_plan(project)
    with at(-29):
        play.close_course(cohort)


def _second_cohort(play: Play) -> None:
    """Two meetings are over, two to come."""
    at = play.stage.at
    with at(-16):
        cohort = play.plan_cohort(
            name="Wolverhampton, evenings", city="wolverhampton", venue="Heath Town Hub", seats=6,
            first=3,
        )  # fmt: skip
        play.offer(LEARNING, cohort)
    with at(-15, 18):
        play.accept(LEARNING)
    for number in range(2):
        with at(-13 + 7 * number, 17):
            play.hold_meeting(cohort, number, late=(JEROME,) if number else ())


def _third_cohort(play: Play) -> None:
    """Begins next week; Elif has not answered her offer yet."""
    with play.stage.at(-2):
        cohort = play.plan_cohort(
            name="Wolverhampton, mornings", city="wolverhampton", venue="Heath Town Hub", seats=6,
            first=9,
        )  # fmt: skip
        play.offer((ELIF,), cohort)


def _pitch_day(play: Play) -> None:
    """Today. Two pitches are over and scored by most judges, one stands on stage while the
    microphone is changed, the last is to come."""
    at = play.stage.at
    call = play.application(ZAINAB).call
    with at(-15):
        rubric = panel.write_rubric(play, call, need=3)
    first_reading.hold(play, rubric, TODAY)
    with at(-9):
        judging_round = panel.call_a_panel(
            play, call, rubric, name="Pitch day, Wolverhampton",
            city="wolverhampton", venue="Heath Town Hub", places=2, in_days=9,
        )  # fmt: skip
        panel.give_times(play, judging_round, TODAY)
    with at(-2, 18):
        panel.declare(play, judging_round, known={("judge2", "samuel"): "He is in my choir."})
        panel.freeze(play, judging_round)
        first_reading.open_a_link(play, judging_round)
    with at(0, 0.1):
        panel.score(play, judging_round, ZAINAB, "judge1", (5, 4, 4, 4, 3), comment="Clear.")
        panel.score(play, judging_round, ZAINAB, "judge2", (4, 4, 4, 3, 3), comment="Strong.")
        panel.score(play, judging_round, ZAINAB, "chair", (4, 4, 5, 3, 2))
        panel.score(play, judging_round, MIKHAIL, "judge1", (4, 5, 4, 4, 4), comment="Ready.")
        panel.score(play, judging_round, MIKHAIL, "judge2", (4, 3, 4, 4, 3))
        panel.score(play, judging_round, PRIYA, "judge1", (3, 4), submit=False)
    with at(0, 0.2):
        the_day.set_up(play, judging_round)
        for project in (ZAINAB, MIKHAIL):
            the_day.pitch(play, project)
        the_day.ask(play, ZAINAB, "judge1", "Who will keep the books when you are away?")
        the_day.pause_on_stage(play, PRIYA)
