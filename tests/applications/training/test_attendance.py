"""Attendance, the completion rule, corrections, overrides and closing."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

import audit.record
from accounts.roles import Role
from applications.journey.states import State
from applications.journey.workflow import NotPermitted
from applications.training.actions import (
    close_course,
    mark_attendance,
    override_completion,
    upload_plan,
)
from applications.training.completion import reckon
from applications.training.models import Attendance, Session, TrainingPlace
from applications.training.refusals import TrainingRefused
from notifications.models import Message
from tests.factories.journey import ApplicationFactory
from tests.factories.programmes import CityFactory, user_with
from tests.factories.training import TrainingPlaceFactory, cohort_for
from tests.factories.uploads import upload

pytestmark = pytest.mark.django_db
Status = TrainingPlace.Status


@pytest.fixture
def place():
    return TrainingPlaceFactory(
        application=ApplicationFactory(state=State.IN_TRAINING), status=Status.ACCEPTED
    )


@pytest.fixture
def cohort(place):
    return place.cohort


@pytest.fixture
def trainer(place):
    return user_with(
        Role.TRAINER, programme=place.application.call.programme, city=place.application.city
    )


@pytest.fixture
def officer(place):
    return user_with(Role.OFFICER, programme=place.application.call.programme)


def marks_for(place, marks: str) -> dict:
    """Marks by first letter, one a session: "ppla" is present, present, late, absent."""
    words = {value[0]: value for value in Attendance.Mark.values} | {"-": ""}
    sessions = place.cohort.sessions.order_by("starts_at")
    return {
        (session.pk, place.pk): words[mark] for session, mark in zip(sessions, marks, strict=True)
    }


def mark(place, marks: str, *, by) -> int:
    return mark_attendance(cohort=place.cohort, marks=marks_for(place, marks), by=by)


@pytest.mark.parametrize(
    ("marks", "percent", "met"),
    [
        ("pppp", 100, True),
        ("pppa", 75, True),
        ("pppl", 100, True),
        ("ppaa", 50, False),
        ("ppea", 66, False),
        ("ppee", 100, True),
        ("eeee", 0, False),
        ("----", 0, False),
        ("aaaa", 0, False),
    ],
)
def test_completion_counts_hours_and_leaves_excused_ones_out(place, marks, percent, met):
    sessions = list(place.cohort.sessions.order_by("starts_at"))
    by_session = {session: value for (session, _), value in marks_for(place, marks).items()}
    reckoning = reckon(sessions, by_session, 75)
    assert (reckoning.percent, reckoning.met) == (percent, met)


def test_completion_counts_hours_and_not_sessions():
    now = timezone.now()
    long, short = (
        Session(pk=number, starts_at=now, ends_at=now + timedelta(hours=hours))
        for number, hours in ((1, 6), (2, 2))
    )
    assert reckon([long, short], {1: "present"}, 75).met is True
    assert reckon([long, short], {2: "present"}, 75).met is False


def test_marking_completes_whoever_meets_the_rule(place, trainer):
    assert mark(place, "pppa", by=trainer) == 4
    place.refresh_from_db()
    assert place.status == Status.COMPLETED
    [entry] = audit.record.history(place.cohort)
    assert entry.action == "training.mark_attendance"
    assert len(entry.data["changes"]) == 4
    assert [each.action for each in audit.record.history(place)] == ["training.reckon"]


def test_marking_the_same_again_changes_and_records_nothing(place, trainer):
    mark(place, "pppa", by=trainer)
    assert mark(place, "pppa", by=trainer) == 0
    assert audit.record.history(place.cohort).count() == 1


def test_a_correction_reckons_completion_anew_both_ways(place, trainer):
    mark(place, "pppa", by=trainer)
    mark(place, "ppaa", by=trainer)
    place.refresh_from_db()
    assert place.status == Status.ACCEPTED
    mark(place, "ppaa".replace("aa", "l-"), by=trainer)
    place.refresh_from_db()
    assert place.status == Status.COMPLETED
    assert place.attendance.count() == 3


def test_a_correction_after_closing_can_still_complete(place, officer):
    mark(place, "ppaa", by=officer)
    close_course(cohort=place.cohort, by=officer)
    place.refresh_from_db()
    assert place.status == Status.NOT_COMPLETED
    mark(place, "pppa", by=officer)
    place.refresh_from_db()
    assert place.status == Status.COMPLETED


def test_marking_by_a_trainer_of_another_city_is_refused(place):
    stranger = user_with(
        Role.TRAINER, programme=place.application.call.programme, city=CityFactory()
    )
    with pytest.raises(NotPermitted):
        mark(place, "pppp", by=stranger)
    with pytest.raises(NotPermitted):
        mark(place, "pppp", by=place.application.applicant.user)


def test_marking_a_session_to_come_is_refused(place, trainer):
    later = Session.objects.create(
        cohort=place.cohort,
        topic="Later",
        starts_at=timezone.now() + timedelta(days=1),
        ends_at=timezone.now() + timedelta(days=1, hours=2),
    )
    with pytest.raises(TrainingRefused, match="not begun"):
        mark_attendance(cohort=place.cohort, marks={(later.pk, place.pk): "present"}, by=trainer)


def test_marking_somebody_of_another_cohort_is_refused(place, trainer):
    other = TrainingPlaceFactory(status=Status.ACCEPTED)
    session = place.cohort.sessions.first()
    with pytest.raises(TrainingRefused):
        mark_attendance(cohort=place.cohort, marks={(session.pk, other.pk): "present"}, by=trainer)
    with pytest.raises(TrainingRefused):
        mark_attendance(cohort=place.cohort, marks={(session.pk, place.pk): "nonsense"}, by=trainer)
    assert Attendance.objects.count() == 0


def test_closing_completes_or_not_and_tells_kindly(place, officer):
    other = TrainingPlaceFactory(
        application=ApplicationFactory(call=place.application.call, state=State.IN_TRAINING),
        cohort=place.cohort,
        status=Status.ACCEPTED,
    )
    mark(place, "pppp", by=officer)
    close_course(cohort=place.cohort, by=officer)
    statuses = {each.pk: each.status for each in TrainingPlace.objects.all()}
    assert statuses == {place.pk: Status.COMPLETED, other.pk: Status.NOT_COMPLETED}
    [message] = Message.objects.all()
    assert (message.kind, message.to_email) == (
        "training.not_completed",
        other.application.applicant.email,
    )


def test_closing_twice_or_too_early_is_refused(place, officer, trainer):
    with pytest.raises(NotPermitted):
        close_course(cohort=place.cohort, by=trainer)
    close_course(cohort=place.cohort, by=officer)
    with pytest.raises(TrainingRefused, match="closed already"):
        close_course(cohort=place.cohort, by=officer)
    early = cohort_for(place.application)
    early.sessions.update(ends_at=timezone.now() + timedelta(hours=1))
    with pytest.raises(TrainingRefused, match="still to come"):
        close_course(cohort=early, by=officer)


def test_override_lets_go_on_with_a_reason(place, officer):
    applicant = place.application.applicant.user
    upload_plan(application=place.application, upload=upload(), by=applicant)
    override_completion(place=place, reason="Ran the same course before.", by=officer)
    place.application.refresh_from_db()
    assert place.application.state == State.READY_TO_PITCH
    assert [each.action for each in audit.record.history(place)] == ["training.override_completion"]


def test_override_without_a_reason_twice_or_by_a_trainer_is_refused(place, officer, trainer):
    with pytest.raises(TrainingRefused, match="Write the reason"):
        override_completion(place=place, reason="  ", by=officer)
    with pytest.raises(NotPermitted):
        override_completion(place=place, reason="Yes", by=trainer)
    override_completion(place=place, reason="Yes", by=officer)
    with pytest.raises(TrainingRefused, match="already"):
        override_completion(place=place, reason="Yes", by=officer)


def test_the_database_refuses_an_override_without_a_reason(place, officer):
    with pytest.raises(IntegrityError, match="override_has_a_reason"), transaction.atomic():
        place.__class__.completion_override.related.related_model.objects.create(
            training_place=place, reason="", by=officer
        )
