"""Panels, scorecards, rankings, decisions, and how officers prepare them."""

from datetime import timedelta

from django.utils import timezone

from applications.judging.links import path_of
from applications.judging.models import Decision, Entry, PanelMember, Round, Scorecard
from tests.factories.judging import (
    PanelLinkFactory,
    PanelTermsFactory,
    RoundFactory,
    RubricFactory,
    SampleFactory,
)

from .files_of_answers import a_spoken_answer
from .scene import EVERYBODY, Scene
from .walk import FORBIDDEN, NOT_FOUND, OK, REDIRECT, Row

RUN = "officer administrator"
OFFICERS = f"{RUN} officer_other_city officer_elsewhere"
PANEL = "judge chair"
NOT_THEIRS = dict.fromkeys(("officer_other_city", "officer_elsewhere"), NOT_FOUND)
NOT_THE_CHAIR = dict.fromkeys(("judge", *RUN.split()), FORBIDDEN)


def the_round(scene: Scene, *, locked: bool = False) -> Round:
    judging_round = RoundFactory(rubric=RubricFactory(call=scene.call), city=scene.city)
    for role in PANEL.split():
        PanelMember.objects.create(
            round=judging_round,
            user=scene.users[role],
            chairs=role == "chair",
            conflicts_declared_at=timezone.now() + timedelta(hours=1),
        )
    Entry.objects.create(round=judging_round, application=scene.application)
    if locked:
        Round.objects.filter(pk=judging_round.pk).update(locked_at=timezone.now())
    return judging_round


def a_round(scene: Scene) -> list:
    return [the_round(scene).public_id]


def a_link(scene: Scene) -> list:
    return [path_of(PanelLinkFactory()).rstrip("/").rpartition("/")[2]]


def with_terms(scene: Scene) -> list:
    judging_round = the_round(scene)
    PanelTermsFactory(programme=scene.programme)
    return [judging_round.public_id]


def with_a_sample(scene: Scene) -> list:
    judging_round = the_round(scene)
    Round.objects.filter(pk=judging_round.pk).update(calibrates=True)
    SampleFactory(round=judging_round)
    return [judging_round.public_id, 1]


def a_locked_round(scene: Scene) -> list:
    return [the_round(scene, locked=True).public_id]


def a_closed_round(scene: Scene) -> list:
    judging_round = the_round(scene, locked=True)
    Round.objects.filter(pk=judging_round.pk).update(
        closed_at=timezone.now(), closed_by=scene.users["officer"], shares_record=True
    )
    return [judging_round.public_id]


def a_pitch(scene: Scene) -> list:
    return [the_round(scene).public_id, scene.application.public_id]


def a_file(scene: Scene) -> list:
    return [*a_pitch(scene), a_spoken_answer(scene).public_id]


def a_talked_pitch(scene: Scene) -> list:
    """Every judge's first marks are in, and the panel has talked."""
    judging_round = the_round(scene)
    now = timezone.now()
    for role in PANEL.split():
        Scorecard.objects.create(
            round=judging_round,
            application=scene.application,
            judge=scene.users[role],
            submitted_at=now,
        )
    Round.objects.filter(pk=judging_round.pk).update(second="beside", discussed_at=now)
    return [judging_round.public_id, scene.application.public_id]


def a_locked_pitch(scene: Scene) -> list:
    return [the_round(scene, locked=True).public_id, scene.application.public_id]


def a_shared_round(scene: Scene) -> list:
    judging_round = the_round(scene)
    Round.objects.filter(pk=judging_round.pk).update(kind="desk", each=3, quorum=2)
    return [judging_round.public_id]


def a_seat(scene: Scene) -> list:
    judging_round = the_round(scene)
    return [judging_round.public_id, judging_round.members.earliest("pk").pk]


def a_rubric(scene: Scene) -> list:
    return [RubricFactory(call=scene.call).pk]


def in_reserve(scene: Scene) -> Decision:
    return Decision.objects.create(
        round=the_round(scene, locked=True),
        application=scene.application,
        outcome="reserve",
        reserve_order=1,
        rank=1,
        reason="Good, but the money is promised.",
        decided_by=scene.users["chair"],
    )


def a_reserve(scene: Scene) -> list:
    return [in_reserve(scene).round.public_id, scene.application.public_id]


def a_decided_application(scene: Scene) -> list:
    return [in_reserve(scene).application.public_id]


def panel(name: str, args=a_round, gets: str = OK, **more) -> Row:
    return Row(f"judging:{name}", args=args, may=PANEL, gets=gets, **more)


def chair(name: str, args=a_locked_round, gets: str = OK, **more) -> Row:
    return Row(
        f"judging:{name}", args=args, may="chair", gets=gets, exceptions=NOT_THE_CHAIR, **more
    )


def officer(name: str, args=a_round, gets: str = OK, **more) -> Row:
    return Row(
        f"judging_admin:{name}",
        args=args,
        may=RUN,
        gets=gets,
        others=FORBIDDEN,
        exceptions=NOT_THEIRS,
        **more,
    )


NO_PACK = {"judge": FORBIDDEN, "chair": FORBIDDEN}
NOT_JUDGES = {"judge": FORBIDDEN}
CHAIR_AND_OFFICER = f"chair {RUN}"

ROWS = [
    Row("judging:door", args=a_link, may=EVERYBODY, anonymous=OK),
    Row("judging:door", args=a_link, may=EVERYBODY, anonymous=OK, post={}),
    Row("judging:panels", may=EVERYBODY),
    panel("terms", args=with_terms),
    panel("terms", args=with_terms, gets=REDIRECT, post={"version": "1"}),
    panel("panel"),
    panel("samples", args=lambda scene: with_a_sample(scene)[:1]),
    panel("sample", args=with_a_sample),
    panel("sample", args=with_a_sample, post={}),
    panel("conflicts"),
    panel("conflicts", gets=REDIRECT, post={}),
    panel("score", args=a_pitch),
    panel("read", args=lambda scene: [*a_pitch(scene), 1]),
    panel("score", args=a_pitch, gets=REDIRECT, post={"do": "save", "version": "0"}),
    panel("autosave", args=a_pitch, post={}),
    panel("undo", args=a_pitch),
    panel("undo", args=a_pitch, gets=REDIRECT, post={}),
    panel("second", args=a_talked_pitch),
    panel("second", args=a_talked_pitch, post={}),
    panel("answer_file", args=a_file),
    panel("reopen", args=a_pitch, gets=REDIRECT, post={}),
    panel("picture", args=a_locked_pitch),
    Row("judging:ranking", args=a_locked_round, may=f"{PANEL} {RUN}"),
    Row("judging:judges", args=a_locked_round, may=CHAIR_AND_OFFICER, exceptions=NOT_JUDGES),
    chair("lock", args=a_round, gets=REDIRECT, post={}),
    chair("talked", args=a_round, gets=REDIRECT, post={}),
    chair("decide", args=a_locked_pitch),
    Row("judging:feedback", args=a_locked_pitch, may=CHAIR_AND_OFFICER, exceptions=NOT_JUDGES),
    chair("decide", args=a_locked_pitch, post={}),
    chair("choose_order", args=a_round, gets=REDIRECT, post={}),
    Row("judging:pack", args=a_closed_round, may=RUN, exceptions=NO_PACK),
    Row("judging:record", args=a_closed_round, may=EVERYBODY, anonymous=OK),
    Row("judging:walk", args=a_locked_round, may=CHAIR_AND_OFFICER, exceptions=NOT_JUDGES),
    Row("judging:meeting", args=a_locked_round, may=CHAIR_AND_OFFICER, exceptions=NOT_JUDGES),
    chair("along_order", gets=REDIRECT, post={}),
    Row("judging:close", args=a_locked_round, may=CHAIR_AND_OFFICER, exceptions=NOT_JUDGES),
    Row(
        "judging:close",
        args=a_locked_round,
        may=CHAIR_AND_OFFICER,
        gets=REDIRECT,
        exceptions=NOT_JUDGES,
        post={},
    ),
    Row(
        "judging:reserve_list",
        args=a_locked_round,
        may=CHAIR_AND_OFFICER,
        exceptions=NOT_JUDGES,
    ),
    Row("judging:decide_reserve", args=a_reserve, may=CHAIR_AND_OFFICER, exceptions=NOT_JUDGES),
    Row(
        "judging:decide_reserve",
        args=a_reserve,
        may=CHAIR_AND_OFFICER,
        exceptions=NOT_JUDGES,
        post={},
    ),
    Row(
        "judging:meet_condition",
        args=a_reserve,
        may=RUN,
        gets=REDIRECT,
        exceptions={"judge": FORBIDDEN, "chair": FORBIDDEN},
        post={},
    ),
    Row(
        "judging:mine",
        args=a_decided_application,
        may="applicant",
        exceptions=dict.fromkeys(RUN.split(), FORBIDDEN),
    ),
    Row(
        "judging:calendar",
        args=a_decided_application,
        may="applicant",
        gets=NOT_FOUND,
        exceptions=dict.fromkeys(RUN.split(), FORBIDDEN),
    ),
    Row("judging_admin:index", may=OFFICERS, others=FORBIDDEN),
    Row("judging_admin:rubric_new", may=OFFICERS, others=FORBIDDEN),
    Row("judging_admin:rubric_new", may=OFFICERS, others=FORBIDDEN, post={}),
    Row("judging_admin:round_new", may=OFFICERS, others=FORBIDDEN),
    Row("judging_admin:round_new", may=OFFICERS, others=FORBIDDEN, post={}),
    Row(
        "judging_admin:terms",
        args=lambda scene: [scene.programme.pk],
        may=RUN,
        others=FORBIDDEN,
        exceptions=NOT_THEIRS,
    ),
    Row(
        "judging_admin:terms",
        args=lambda scene: [scene.programme.pk],
        may=RUN,
        others=FORBIDDEN,
        exceptions=NOT_THEIRS,
        post={},
    ),
    officer("sample", args=with_a_sample),
    officer("sample", args=with_a_sample, post={}),
    officer("rubric", args=a_rubric),
    officer("rubric", args=a_rubric, post={}),
    officer("rubric_copy", args=a_rubric, gets=REDIRECT, post={}),
    officer("round"),
    officer("round", gets=REDIRECT, post={"do": "lock"}),
    officer("round_change"),
    officer("promises"),
    officer("promises", post={}),
    officer("round_change", post={}),
    officer("readers", args=a_shared_round),
    officer("readers", args=a_shared_round, gets=REDIRECT, post={"do": "share"}),
    officer("member", args=a_seat),
    officer("member", args=a_seat, gets=REDIRECT, post={}),
    officer("schedule"),
    officer("schedule", post={}),
    officer("running_order"),
]
