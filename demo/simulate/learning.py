"""Rows of the training: cohorts, sessions, places, attendance, plans."""

import hashlib
from datetime import timedelta

from django.utils import timezone

from applications.training.models import Attendance, BusinessPlan, Cohort, Session, TrainingPlace

from .cases import TOGETHER, Case
from .ground import Ground
from .table import Table, reserve_ids
from .timeline import FIND, READY, TRAIN

MEETINGS = (-48, -41, -34, -27)
TWO_HOURS = timedelta(hours=2)
PLAN = hashlib.sha256(b"simulated").hexdigest()


def write(classes: list[list[Case]], ground: Ground) -> list[Table]:
    """The tables of this stretch, in the order in which they must be copied."""
    groups = [group for group in classes if group[0].reached(TRAIN)]
    cohorts, sessions = Table(Cohort, with_id=True), Table(Session, with_id=True)
    places, attendance = Table(TrainingPlace, with_id=True), Table(Attendance)
    plans = Table(BusinessPlan)
    session_ids = iter(reserve_ids(Session, len(groups) * len(MEETINGS)))
    place_ids = iter(reserve_ids(TrainingPlace, sum(map(len, groups))))
    for key, group in zip(reserve_ids(Cohort, len(groups)), groups, strict=True):
        cohorts.add(
            id=key,
            course_id=ground.course.pk,
            name=f"Cohort {key}",
            city_id=group[0].city.pk,
            venue="The old library",
            capacity=TOGETHER,
            languages=["en", "ar"],
            places_taken=len(group),
        )
        meetings = [(next(session_ids), group[0].pitch_on + timedelta(days=d)) for d in MEETINGS]
        for number, (session, starts) in enumerate(meetings, start=1):
            sessions.add(
                id=session,
                cohort_id=key,
                topic=f"Meeting {number}",
                starts_at=starts,
                ends_at=starts + TWO_HOURS,
            )
        for case in group:
            _learner(case, ground, key, next(place_ids), meetings, places, attendance)
            _plan(case, plans)
    return [cohorts, sessions, places, attendance, plans]


def _learner(case, ground, cohort: int, place: int, meetings, places, attendance) -> None:
    ready, now = case.reached(READY), timezone.now()
    places.add(
        id=place,
        cohort_id=cohort,
        application_id=case.pk,
        status="completed" if ready else "accepted",
        offered_at=case.when(FIND) + timedelta(days=2),
        answered_at=case.when(TRAIN),
    )
    missed = case.dice.randrange(8)
    for number, (session, starts) in enumerate(meetings):
        if ready or starts < now:
            attendance.add(
                session_id=session,
                training_place_id=place,
                mark="absent" if number == missed else "present",
                marked_by_id=ground.officer.pk,
                marked_at=starts + TWO_HOURS,
            )


def _plan(case: Case, plans: Table) -> None:
    if case.reached(READY):
        plans.add(
            application_id=case.pk,
            version=1,
            file=f"plans/simulated/{case.number}.pdf",
            original_name="plan.pdf",
            content_type="application/pdf",
            size=48_000,
            sha256=PLAN,
            uploaded_by_id=case.user_id,
            uploaded_at=case.at(READY.day - 1),
            frozen_at=case.at(READY.day),
        )
