"""Before the pitches of the first call four judges share the reading, and send five of six on."""

from collections.abc import Sequence
from datetime import timedelta

from django.utils import timezone

from applications.judging.actions.assignments import tell_readers
from applications.judging.actions.panels import invite_to_panel
from applications.judging.actions.rounds import enter, save_round
from applications.judging.actions.sharing import share_out
from applications.judging.models import Assignment, Outcome, Round, Rubric

from . import panel
from .cast import STAFF
from .elsewhere import elsewhere
from .panel import Fate
from .play import Play

READERS = 3


def hold(play: Play, rubric: Rubric, fates: Sequence[Fate], *, day: int) -> None:
    """Three of the four judges read each project within a week from `day`; then they hand over."""
    at, officer = play.stage.at, play.users["officer"]
    with at(day, 9):
        reading = _set_up(play, rubric, fates)
        applications = [play.application(fate.project) for fate in fates]
        enter(judging_round=reading, applications=applications, by=officer)
    with at(day, 18):
        panel.declare(play, reading, known={("judge3", "nour"): "I eat at her table."})
    with at(day + 1, 9):
        share_out(judging_round=reading, by=officer)
        tell_readers(judging_round=reading, by=officer)
    with at(day + 3, 20):
        _read(play, reading, fates)
    reading.refresh_from_db()
    with at(day + 4, 10):
        panel.decide(play, reading, fates)


def _set_up(play: Play, rubric: Rubric, fates: Sequence[Fate]) -> Round:
    officer, starts = play.users["officer"], timezone.now()
    name = "First reading, Coventry"
    places = sum(fate.outcome == Outcome.SHORTLIST for fate in fates)
    reading = save_round(
        judging_round=Round(
            call=rubric.call, city=play.programme.cities.get(slug="coventry"), name=name,
            name_words=elsewhere(name), rubric=rubric, kind=Round.Kind.DESK, quorum=READERS,
            each=READERS, places=places, seed=2026, starts_at=starts,
            ends_at=starts + timedelta(days=5),
        ),
        by=officer,
    )  # fmt: skip
    for staff in STAFF:
        if staff.key in panel.JUDGES:
            invite_to_panel(
                judging_round=reading, name=staff.name, email=play.users[staff.key].email,
                chairs=staff.key == "chair", by=officer,
            )  # fmt: skip
    return reading


def _read(play: Play, reading: Round, fates: Sequence[Fate]) -> None:
    """Each judge reads their own list and nothing else."""
    shared = Assignment.objects.filter(member__round=reading)
    lists = set(shared.values_list("member__user", "application"))
    for number, fate in enumerate(fates):
        application = play.application(fate.project).pk
        for judge in panel.JUDGES:
            if (play.users[judge].pk, application) in lists:
                marks = panel.as_seen_by(judge, number, fate.marks)
                panel.score(play, reading, fate.project, judge, marks)
