"""A call that is over: eight came to the course, six completed it, five pitched, four got money."""

from decimal import Decimal

from applications.journey import actions as journey
from applications.judging.models import Outcome

from . import grants, mentors, panel, shared_reading
from .cast import FIRST
from .ground import open_call
from .panel import Fate
from .play import Play

AMINA, TOMASZ, SELAM, VICTOR, NOUR, GABRIELA, IBRAHIM, LEYLA, HUGO, MARTA = FIRST
COURSE = FIRST[:8]
COMPLETED = COURSE[:6]
FATES = (
    Fate(AMINA, (5, 4, 5, 4, 3), Outcome.AWARD, 5000, feedback="You know your street and trade."),
    Fate(SELAM, (5, 4, 4, 4, 3), Outcome.AWARD, 3900, feedback="A real need, simply met."),
    Fate(TOMASZ, (4, 4, 4, 3, 3), Outcome.AWARD, 4500, feedback="Start with two evenings."),
    Fate(VICTOR, (3, 4, 4, 3, 5), Outcome.AWARD, 3600, feedback="Bold. Find a host early."),
    Fate(NOUR, (4, 3, 3, 2, 2), Outcome.RESERVE, place=1, feedback="Good food, thin numbers."),
)
READ = (
    *(Fate(fate.project, fate.marks, Outcome.SHORTLIST) for fate in FATES),
    Fate(GABRIELA, (2, 2, 1, 2, 2), Outcome.NOT_FUNDED, feedback="Ask who pays for the crèche."),
)
"""What came out at the desk: the last one is below the rubric's pass mark."""


def play_it(play: Play) -> None:
    _apply(play)
    _learn(play)
    _pitch(play)
    _grants(play)
    _amina_completes(play)
    _tomasz_is_paid_on_the_second_try(play)
    _victor_ends_early(play)


def _apply(play: Play) -> None:
    at = play.stage.at
    with at(-310):
        call = open_call(
            play.programme, code="first-steps", title="First steps", days=30, pot=20_000,
            by=play.users["officer"], cities=("coventry",), opens_in=2, reads_first=True,
        )  # fmt: skip
    for day, project in zip(range(-306, -278, 3), FIRST, strict=False):
        with at(day, 19):
            play.apply(project, call)
    with at(-274):
        officer = play.users["officer"]
        application = play.application(MARTA)
        journey.find_ineligible(
            application,
            reason="The trips would all be outside our three cities, and end after a summer.",
            way_on="The children's fund of your council pays for trips like these.",
            by=officer,
            seen=application.state,
        )
        play.find_eligible(FIRST[:9])
    with at(-271, 20):
        application = play.application(HUGO)
        journey.withdraw(application, by=play.users[HUGO.key], seen=application.state)


def _learn(play: Play) -> None:
    at = play.stage.at
    with at(-268):
        cohort = play.plan_cohort(
            name="Coventry, first cohort", city="coventry", venue="The Old Post Office, Hillfields",
            seats=8, first=8,
        )  # fmt: skip
        play.offer(COURSE, cohort)
    with at(-266, 18):
        play.accept(COURSE)
    absences = ((), (IBRAHIM,), (IBRAHIM, LEYLA), (LEYLA, IBRAHIM))
    for number, absent in enumerate(absences):
        with at(-260 + 7 * number, 16):
            play.hold_meeting(cohort, number, absent=absent, late=(SELAM,) if number == 1 else ())
    for project in COMPLETED:
        with at(-236, 20):
            play.hand_in_plan(project)
    with at(-235):
        play.close_course(cohort)


def _pitch(play: Play) -> None:
    at = play.stage.at
    call = play.application(AMINA).call
    with at(-234):
        rubric = panel.write_rubric(play, call, pass_mark=Decimal("2.5"))
    shared_reading.hold(play, rubric, READ, day=-233)
    with at(-228):
        judging_round = panel.call_a_panel(
            play, call, rubric, name="Pitch day, Coventry", city="coventry",
            venue="The Old Post Office, Hillfields", places=4, in_days=18,
        )  # fmt: skip
        panel.give_times(play, judging_round, COMPLETED[:5])
    with at(-215, 18):
        panel.declare(play, judging_round, known={("judge3", "nour"): "I eat at her table."})
        panel.freeze(play, judging_round)
    with at(-210, 14):
        panel.score_all(play, judging_round, FATES, keeps_out=[("judge3", "nour")])
    with at(-209):
        panel.decide(play, judging_round, FATES)


def _grants(play: Play) -> None:
    at = play.stage.at
    funded = (AMINA, SELAM, TOMASZ, VICTOR)
    with at(-205):
        for project in funded:
            grants.offer(play, project)
    for day, project in zip((-203, -202, -200, -196), funded, strict=True):
        with at(day, 19):
            grants.sign(play, project)
        with at(day + 1, 12):
            grants.give_bank_details(play, project)
    with at(-192):
        for project, mentor in zip(funded, ("mentor", "mentor", "mentor", "mentor2"), strict=True):
            mentors.match(play, project, mentor)
    with at(-191):
        for project in (AMINA, SELAM, VICTOR):
            grants.pay(play, project)


def _amina_completes(play: Play) -> None:
    at = play.stage.at
    words = (
        ("The machines are in. Opening day is the 3rd.", ("premises",)),
        ("Forty repairs in four weeks. Prices are too low; we made a list.", ("finance", "sales")),
        ("First fair: 60 bags sold. Two women now run a morning alone.", ("sales",)),
        ("A lease for a year. Looked at insurance again.", ("premises", "legal_form")),
        ("Books are in order. Planned the report.", ("finance",)),
    )
    for number, (summary, topics) in enumerate(words):
        with at(-180 + 30 * number, 15):
            mentors.talk(play, AMINA, summary, next_in=30, topics=topics)
    with at(-50, 20):
        grants.report(
            play,
            AMINA,
            "We opened the sewing room and mended 412 things. Fourteen women learnt to use the "
            "machines and five now earn with it. The grant paid for machines, cloth and rent. "
            "The stall at the market goes on and pays the rent from now on.",
        )
    with at(-47):
        grants.accept_report(play, AMINA)
    with at(-45):
        grants.pay(play, AMINA, 2)
    with at(-40):
        mentors.finish(play, AMINA, "The project is complete.")
        grants.complete(play, AMINA)


def _tomasz_is_paid_on_the_second_try(play: Play) -> None:
    """Our balance at Stripe was too small that day; the next day the payment went through."""
    at = play.stage.at
    with at(-190):
        play.stage.stripe.fail_next("balance_insufficient")
        grants.pay(play, TOMASZ)
    with at(-189):
        grants.repair(play, TOMASZ)
    for number in range(5):
        with at(-170 + 30 * number, 17):
            amber = number == 3
            mentors.talk(
                play,
                TOMASZ,
                "Went through the week: rides, repairs, sales.",
                next_in=30,
                topics=("sales",),
                rag="amber" if amber else "green",
                why="The landlord wants the room back in spring." if amber else "",
                promise="Ask the college for a room" if amber else "",
            )
    for number in range(6):
        with at(-178 + 32 * number, 11):
            last = number == 5
            mentors.talk(
                play,
                SELAM,
                "Coffee mornings are full. Volunteers take turns.",
                next_in=30,
                topics=("wellbeing", "funding"),
                confirmed=not last,
            )


def _victor_ends_early(play: Play) -> None:
    at = play.stage.at
    with at(-160, 17):
        mentors.talk(
            play, VICTOR, "No host for the website yet. Two of five volunteers left.",
            next_in=30, topics=("other",), rag="red", why="He starts a job in another city.",
        )  # fmt: skip
    with at(-120):
        mentors.finish(play, VICTOR, "The grant ended early.")
        grants.end_early(
            play, VICTOR, "Victor moves to another city for work. He gives back what is left."
        )
