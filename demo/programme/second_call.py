"""A call whose grants are under way: an offer in every stage, and a reserve list."""

from applications.judging.models import Outcome

from . import grants, mentors, panel
from .cast import SECOND
from .ground import open_call
from .panel import Fate
from .play import Play

YOUSEF, CHIDI, FARAH, BOGDAN, ESTHER, DARIUSZ, RANIA, KWAME = SECOND
FATES = (
    Fate(YOUSEF, (5, 5, 4, 4, 3), Outcome.AWARD, 5000, feedback="Tasted and convinced."),
    Fate(CHIDI, (5, 4, 4, 4, 3), Outcome.AWARD, 4600, feedback="Ask for a fair price, too."),
    Fate(FARAH, (4, 4, 4, 4, 3), Outcome.AWARD, 3500, feedback="Show films to a doctor first."),
    Fate(BOGDAN, (4, 4, 3, 4, 3), Outcome.AWARD, 4000, feedback="Work with the law centre."),
    Fate(ESTHER, (4, 3, 4, 3, 2), Outcome.AWARD, 2800, feedback="Many will come. Plan chairs."),
    Fate(DARIUSZ, (4, 3, 3, 3, 2), Outcome.RESERVE, place=1, feedback="Needed. Check the rules."),
    Fate(RANIA, (3, 3, 3, 3, 2), Outcome.RESERVE, place=2, feedback="One gate for both: lovely."),
    Fate(KWAME, (2, 3, 2, 2, 2), Outcome.NOT_FUNDED, feedback="Talk to a school first."),
)


def play_it(play: Play) -> None:
    _apply_and_learn(play)
    _pitch(play)
    _grants(play)


def _apply_and_learn(play: Play) -> None:
    at = play.stage.at
    with at(-165):
        call = open_call(
            play.programme, code="made-in-birmingham", title="Made in Birmingham", days=30,
            by=play.users["officer"], pot=21_000, cities=("birmingham",), opens_in=1,
        )  # fmt: skip
    for day, project in zip(range(-160, -135, 3), SECOND, strict=False):
        with at(day, 20):
            play.apply(project, call)
    with at(-130):
        play.find_eligible(SECOND, by="broker")
    with at(-126):
        cohort = play.plan_cohort(
            name="Birmingham, spring", city="birmingham", venue="Lozells Library", seats=8, first=6
        )
        play.offer(SECOND, cohort)
    with at(-124, 18):
        play.accept(SECOND)
    for number in range(4):
        with at(-120 + 7 * number, 16):
            play.hold_meeting(cohort, number, absent=(KWAME,) if number == 2 else ())
    with at(-95, 20):
        for project in SECOND:
            play.hand_in_plan(project)
    with at(-94):
        play.close_course(cohort)


def _pitch(play: Play) -> None:
    at = play.stage.at
    call = play.application(YOUSEF).call
    with at(-85):
        judging_round = panel.call_a_panel(
            play, call, panel.write_rubric(play, call, gives_feedback=True),
            name="Pitch day, Birmingham",
            city="birmingham", venue="Lozells Library", places=5, in_days=25,
        )  # fmt: skip
        panel.give_times(play, judging_round, SECOND)
    with at(-63, 18):
        panel.declare(play, judging_round)
        panel.freeze(play, judging_round)
    with at(-60, 15):
        panel.score_all(play, judging_round, FATES)
    with at(-59):
        panel.decide(play, judging_round, FATES)


def _grants(play: Play) -> None:
    """Yousef is paid, Chidi has signed, Farah has an offer, Bogdan declines, Esther is too late."""
    at = play.stage.at
    with at(-55):
        for project in (YOUSEF, BOGDAN):
            grants.offer(play, project)
        grants.offer(play, ESTHER, answer_in=30)
    with at(-53, 19):
        grants.sign(play, YOUSEF)
    with at(-52, 9):
        grants.give_bank_details(play, YOUSEF)
    with at(-50):
        grants.pay(play, YOUSEF)
        mentors.match(play, YOUSEF, "mentor2")
    with at(-48, 21):
        grants.decline(play, BOGDAN)
    with at(-40, 15):
        mentors.talk(
            play, YOUSEF, "The oven is ordered. The first two trainees start in May.",
            next_in=30, topics=("hiring", "premises"),
        )  # fmt: skip
    with at(-12, 15):
        mentors.talk(
            play, YOUSEF, "The first loaves. The trainees keep the till in turns.",
            next_in=30, topics=("sales",), confirmed=False,
        )  # fmt: skip
    with at(-24, 3):
        grants.lapse(play, ESTHER)
    with at(-12):
        grants.offer(play, CHIDI, percents=(75, 25))
        grants.offer(play, FARAH)
    with at(-6, 20):
        grants.sign(play, CHIDI)
    with at(-5, 12):
        grants.give_bank_details(play, CHIDI)
        mentors.match(play, CHIDI, "mentor2")
    with at(-1, 11):
        grants.approve(play, CHIDI)
