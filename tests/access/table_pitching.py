"""The pitch day: who has its link sees the big screen, the round's officers press buttons."""

from datetime import timedelta

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from applications.judging.models import Slot
from applications.pitching.boards import judge_token
from applications.pitching.models import Day, PaperCard, Stage

from .scene import EVERYBODY, Scene
from .table_judging import NOT_THEIRS, PANEL, RUN, a_round, a_seat, the_round
from .walk import FORBIDDEN, NOT_FOUND, OK, REDIRECT, Row

A_DAY = {
    "pitch_minutes": 5, "question_minutes": 3, "interpreter_percent": 50, "break_minutes": 2,
    "grace_minutes": 5,
}  # fmt: skip


def the_stage(scene: Scene) -> Stage:
    judging_round = the_round(scene)
    during = DateTimeTZRange(
        judging_round.starts_at, judging_round.starts_at + timedelta(minutes=9)
    )
    Slot.objects.create(
        round=judging_round, application=scene.application, room="Hall", during=during,
        applicant=scene.application.applicant,
    )  # fmt: skip
    return judging_round.stages.get()


def a_stage(scene: Scene) -> list:
    return [the_stage(scene).key]


def an_order(scene: Scene) -> list:
    stage = the_stage(scene)
    return [stage.round.public_id, stage.pk]


def a_sheet(scene: Scene) -> list:
    return [the_round(scene).public_id, "door"]


def a_card(scene: Scene) -> list:
    judging_round = the_round(scene)
    card = PaperCard.objects.create(
        entry=judging_round.entries.get(), member=judging_round.members.earliest("pk"), code="ABC"
    )
    return [judging_round.public_id, card.code]


def a_vote(scene: Scene) -> list:
    stage = the_stage(scene)
    Day.objects.create(round=stage.round, audience_votes=True)
    return [stage.code]


def a_judge(scene: Scene) -> list:
    return [judge_token(the_round(scene).members.earliest("pk"))]


def officer(name: str, args=a_round, gets: str = OK, **more) -> Row:
    return Row(
        f"pitching_admin:{name}",
        args=args,
        may=RUN,
        gets=gets,
        others=FORBIDDEN,
        exceptions=NOT_THEIRS,
        **more,
    )


ROWS = [
    Row("pitching:stage", args=a_stage, may=EVERYBODY, anonymous=OK),
    Row("stage_now", args=a_stage, may=EVERYBODY, anonymous=OK),
    Row("judge_now", args=a_judge, may=EVERYBODY, anonymous=OK),
    Row("judge_now", args=lambda scene: ["forged"], anonymous=NOT_FOUND),
    Row("pitching:operate", args=a_stage, may=RUN),
    Row("pitching_judge:follow", args=a_round, may=PANEL),
    Row("vote_now", args=a_vote, may=EVERYBODY, anonymous=OK),
    Row("vote", args=a_vote, may=EVERYBODY, anonymous=OK),
    Row("vote", args=lambda scene: ["unknown"], anonymous=NOT_FOUND),
    officer("tickets"),
    officer("sheet", args=a_sheet),
    officer("paper"),
    officer("paper", gets=REDIRECT, post={}),
    officer("paper_pdf", args=a_seat),
    officer("paper_card", args=a_card),
    officer("paper_card", args=a_card, post={}),
    officer("order", args=an_order),
    officer("order", args=an_order, post={"do": "look"}),
    Row("pitching_judge:follow", args=a_round, may=PANEL, gets=NOT_FOUND, post={}),
    officer("day"),
    officer("day", gets=REDIRECT, post={"do": "save", **A_DAY}),
]
