"""The call that is open now, with applications at its first stages, and the one to come."""

from datetime import timedelta

from django.core.files.base import File
from django.utils import timezone

from applications.calls import actions as calls
from applications.calls.models import Call
from applications.journey import actions as journey
from applications.journey import checklist, desk, more_time, trials
from applications.journey.models import Note
from demo.questions import ARABIC, CHECKS, second_version

from . import helped, own_words, panel, papers
from .cast import LATE, OPEN, SECOND, Project
from .ground import open_call, teach_besides
from .pictures import CLAY, LEAF, TEAL, drawn_street
from .play import Play

RANIA, AGAIN = SECOND[-2:]
"""An answer of the first waits for a translation. The other was not funded last time, and tries
again; the answers of then are offered."""
DINA, LUCAS, OKSANA, ABDUL, HANNA, PETER, SOFIA, REZA, MARIAM = OPEN
EVERYWHERE = ("coventry", "birmingham", "wolverhampton")


def play_it(play: Play) -> Call:
    at = play.stage.at
    with at(-20):
        call = open_call(
            play.programme, code="open-doors", title="Open doors", days=45, pot=40_000,
            by=play.users["officer"], cities=EVERYWHERE, opens_in=2, newer=True,
        )  # fmt: skip
        panel.write_rubric(play, call, need=3)
    for day, project in enumerate((OKSANA, ABDUL, HANNA, PETER, SOFIA, REZA), start=-15):
        with at(day, 19):
            play.apply(project, call, files=_papers() if project is OKSANA else ())
    with at(-9, 21):
        play.begin(DINA, call, answers=3)
    with at(-5, 21):
        play.begin(LUCAS, call, answers=6)
    with at(-5, 22):
        play.begin(AGAIN, call, answers=0)
    _screen(play)
    helped.play_it(play, DINA, LUCAS, call)
    with at(-4, 11):
        own_words.ask_translator(play, RANIA)
    with at(-4, 20):
        own_words.ask(play, OKSANA, "Can the grant pay for bus tickets to the interviews?")
    with at(-3):
        own_words.answer(play, OKSANA, "Yes. Put them under travel, with how many you think of.")
    with at(-2, 21):
        lines = ["Thirty tickets to the interviews, €2.80 each."]
        prices = papers.plan("Bus tickets", lines, name="bus-tickets.pdf")
        own_words.ask(play, OKSANA, "Thank you! Here are the prices.", files=[prices])
    with at(-1, 22):
        application = play.application(REZA)
        journey.withdraw(application, by=play.users[REZA.key], seen=application.state)
        play.apply(MARIAM, call)
    with at(-1, 9):
        to_come = open_call(
            play.programme, code="warm-homes", title="Warm homes", days=40, pot=30_000,
            by=play.users["officer"], cities=EVERYWHERE, opens_in=12, newer=True,
            themes=("housing", "healthcare"),
        )  # fmt: skip
        panel.write_rubric(play, to_come)
        teach_besides(to_come)
        trials.start(to_come.current_question_set, by=play.users["officer"])
    _ask_anew(play, call)
    _too_late(play)
    return call


def _ask_anew(play: Play, call: Call) -> None:
    """Two drafts are on the first version of the questions, and hear of the second."""
    with play.stage.at(-1, 23):
        officer = play.users["officer"]
        newer = calls.begin_questions(call, by=officer)
        calls.write_questions(newer, body=second_version(), checks=CHECKS, by=officer)
        calls.translate_questions(newer, language="ar", texts=ARABIC, by=officer)
        calls.publish_questions(newer, by=officer)


def _too_late(play: Play) -> None:
    """A small call closed three days ago. One draft has more time, one still waits for it."""
    at = play.stage.at
    with at(-18):
        call = open_call(
            play.programme, code="small-tools", title="Small tools", days=14, pot=10_000,
            by=play.users["officer"], cities=("coventry",), opens_in=1,
        )  # fmt: skip
    for project in LATE:
        with at(-4, 20):
            play.begin(project, call, answers=5)
    yara, emeka = LATE
    _ask_for_time(play, emeka, day=-2, reason="I had night shifts all week. Monday is enough.")
    with at(-1, 14):
        application = play.application(emeka)
        until = timezone.now() + timedelta(days=6)
        reason = application.extension_request.reason
        more_time.grant(application, until=until, reason=reason, by=play.users["officer"])
    _ask_for_time(play, yara, day=-1, reason="كانت ابنتي مريضة، ولم يكن عندي إنترنت في المستشفى.")


def _ask_for_time(play: Play, project: Project, *, day: int, reason: str) -> None:
    with play.stage.at(day, 9):
        application = play.application(project)
        more_time.ask(application, reason=reason, by=play.users[project.key])


CHECKLIST = (
    checklist.Line(0, "The project happens in one of our cities", required=True),
    checklist.Line(0, "The amount fits what will be bought", required=True),
    checklist.Line(0, "Asked if an interpreter is wanted", required=False),
)


def _papers() -> list[File]:
    """What one applicant wants the readers to look at."""
    prices = papers.plan(
        "What it costs", ["Tables, second hand: €400", "Lamps: €150", "Paint: €90"]
    )
    prices.name = "prices.pdf"
    return [drawn_street((CLAY, LEAF, TEAL)), prices]


def _screen(play: Play) -> None:
    officer, broker = play.users["officer"], play.users["broker"]
    with play.stage.at(-7):
        call = play.application(HANNA).call
        checklist.write_checklist(call, lines=CHECKLIST, by=officer)
        for project in (OKSANA, HANNA):
            needed = [item.pk for item, _tick in checklist.to_check(play.application(project))]
            checklist.tick(play.application(project), items=needed[:2], by=officer)
        desk.assign(play.application(OKSANA), to=broker, by=officer)
        desk.assign(play.application(SOFIA), to=officer, by=officer)
        desk.flag(play.application(OKSANA), flagged=True, by=officer)
        desk.save_filter(
            name="To read first", query="?state=submitted&sort=longest",
            programme=play.programme, by=officer,
        )  # fmt: skip
    with play.stage.at(-6):
        application = play.application(ABDUL)
        journey.ask_for_changes(
            application,
            keys=["spend", "people"],
            message="Your idea is clear. Please say more about the trailer: where will it stand "
            "at night, and is the insurance in the price?",
            due_at=timezone.now() + timedelta(days=16),
            by=officer,
            seen=application.state,
        )
    with play.stage.at(-5):
        play.find_eligible((HANNA,))
        application = play.application(PETER)
        journey.find_ineligible(
            application,
            reason="The grant would help one person's work. This call is for projects that help "
            "other people.",
            way_on="The job centre lends money for licences. Your law centre knows how to ask.",
            by=officer,
            seen=application.state,
        )
        journey.write_note(
            play.application(OKSANA),
            audience=Note.Audience.TEAM,
            text="Spoke on the phone. She has letters from two employers.",
            by=officer,
        )
