"""Before the pitches the judges read at home: no names, two samples first. One card is not in."""

from collections.abc import Sequence
from datetime import timedelta

from django.utils import timezone

from applications.judging.actions import (
    Given,
    choose_pin,
    enter,
    invite_to_panel,
    save_round,
    save_sample,
    score_sample,
)
from applications.judging.models import PanelLink, Round, Rubric, Sample

from . import panel
from .cast import STAFF, Project
from .elsewhere import elsewhere
from .play import Play

PIN = "2684"
"""What judge 3 chose for the link to today's panel; the demo's own page shows it."""

SAMPLES = [
    (
        "A repair corner (sample)",
        "Our street throws away good things. Two of us can repair lamps and kettles. We want a "
        "corner in the library every Saturday. People pay what they can. We need tools for 900 "
        "pounds and a cupboard that locks. We asked 30 neighbours: 22 would come.",
    ),
    (
        "A better world (sample)",
        "We will help many people in many ways. Everybody needs help. With the money we will buy "
        "a van and see. Later we will ask what people want.",
    ),
]


SAMPLE_MARKS: list[panel.Marks] = [(4, 4, 3, 4, 3), (1, 2, 1, 0, 1)]


def hold(play: Play, rubric: Rubric, projects: Sequence[Project]) -> None:
    """Two weeks before the pitches; who has time reads within days."""
    at = play.stage.at
    with at(-14, 9):
        reading = _set_up(play, rubric)
        applications = [play.application(project) for project in projects]
        enter(judging_round=reading, applications=applications, by=play.users["officer"])
    with at(-13, 18):
        panel.declare(play, reading, known={("judge2", "samuel"): "He is in my choir."})
        _score_samples(play, reading)
    reading.refresh_from_db()
    with at(-10, 18):
        _read(play, reading, projects)


def _set_up(play: Play, rubric: Rubric) -> Round:
    officer, starts = play.users["officer"], timezone.now()
    name = "First reading, Wolverhampton"
    reading = save_round(
        judging_round=Round(
            call=rubric.call, city=play.programme.cities.get(slug="wolverhampton"), name=name,
            name_words=elsewhere(name), rubric=rubric, kind=Round.Kind.DESK, quorum=3, places=4,
            seed=2026, starts_at=starts, ends_at=starts + timedelta(days=16), calibrates=True,
            blind=[Round.Blind.NAMES, Round.Blind.FILE_NAMES], second=Round.Second.BESIDE,
        ),
        by=officer,
    )  # fmt: skip
    for position, (title, text) in enumerate(SAMPLES, 1):
        save_sample(
            sample=Sample(
                round=reading, position=position, title=title, title_words=elsewhere(title),
                text=text, text_words=elsewhere(text),
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


def _score_samples(play: Play, reading: Round) -> None:
    criteria = list(reading.rubric.criteria.all())
    for number, sample in enumerate(reading.samples.all()):
        for judge in panel.JUDGES:
            marks = panel.as_seen_by(judge, number, SAMPLE_MARKS[number])
            given = Given({each.pk: mark for each, mark in zip(criteria, marks, strict=True)})
            member = reading.members.get(user=play.users[judge])
            score_sample(sample=sample, member=member, given=given, by=play.users[judge])


def _read(play: Play, reading: Round, projects: Sequence[Project]) -> None:
    """Everybody but judge 3, who has one project left; judge 2 keeps out of one."""
    for number, project in enumerate(projects):
        for judge in panel.JUDGES:
            if (judge, project.key) == ("judge2", "samuel"):
                continue
            late = (judge, project.key) == ("judge3", "samuel")
            marks = panel.as_seen_by(judge, number, (4, 4, 3, 3, 4))
            panel.score(
                play, reading, project, judge, marks[:2] if late else marks, submit=not late
            )


def open_a_link(play: Play, judging_round: Round) -> None:
    """Judge 3 opened the link of the invitation to today's panel, and chose a PIN."""
    member = judging_round.members.get(user=play.users["judge3"])
    choose_pin(link=PanelLink.objects.get(member=member, revoked_at=None), pin=PIN)
