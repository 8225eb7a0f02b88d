"""The business plan, and being ready."""

import hashlib

import pytest
from django.core.exceptions import ValidationError

import audit.record
from accounts.roles import Role
from applications.journey.papers import freeze_papers, papers_of
from applications.journey.states import State
from applications.journey.workflow import NotPermitted
from applications.training.actions import freeze_plan, mark_attendance, upload_plan
from applications.training.models import BusinessPlan, TrainingPlace
from applications.training.refusals import TrainingRefused
from notifications.models import Message
from tests.factories.journey import ApplicationFactory
from tests.factories.programmes import user_with
from tests.factories.training import TrainingPlaceFactory
from tests.factories.uploads import docx, pdf, upload

pytestmark = pytest.mark.django_db
Status = TrainingPlace.Status


@pytest.fixture
def application():
    return ApplicationFactory(state=State.IN_TRAINING)


@pytest.fixture
def officer(application):
    return user_with(Role.OFFICER, programme=application.call.programme)


def send(application, content=None, name="plan.pdf") -> BusinessPlan:
    return upload_plan(
        application=application, upload=upload(content, name), by=application.applicant.user
    )


def test_upload_plan_keeps_the_file_with_its_fingerprint(application):
    plan = send(application, name="Mein Plan.pdf")
    assert (plan.version, plan.original_name, plan.content_type, plan.size, plan.sha256) == (
        1,
        "Mein Plan.pdf",
        "application/pdf",
        len(pdf()),
        hashlib.sha256(pdf()).hexdigest(),
    )
    assert plan.file.read() == pdf()
    assert "Mein" not in plan.file.name
    assert [each.action for each in audit.record.history(plan)] == ["training.upload_plan"]


def test_upload_plan_names_the_stored_file_by_its_content(application):
    assert send(application, docx(), "plan.exe").file.name.endswith(".docx")


def test_upload_plan_counts_versions_and_keeps_them_all(application):
    for number in range(3):
        send(application, pdf(f"Plan {number}"))
    assert [plan.version for plan in application.business_plans.all()] == [3, 2, 1]


def test_upload_plan_twice_with_one_file_has_one_effect(application):
    send(application)
    with pytest.raises(TrainingRefused, match="already"):
        send(application)
    assert application.business_plans.count() == 1


def test_upload_plan_refuses_a_wrong_file_and_leaves_nothing(application):
    with pytest.raises(ValidationError, match=r"“virus.pdf”"):
        send(application, b"MZ\x90\x00" * 40, "virus.pdf")
    assert BusinessPlan.objects.count() == 0


def test_upload_plan_by_somebody_else_is_refused(application, officer):
    with pytest.raises(NotPermitted):
        upload_plan(application=application, upload=upload(), by=officer)


@pytest.mark.parametrize("state", [State.DRAFT, State.SUBMITTED, State.JUDGED, State.WITHDRAWN])
def test_upload_plan_outside_its_part_of_the_road_is_refused(state):
    with pytest.raises(TrainingRefused):
        send(ApplicationFactory(state=state))


def test_freeze_plan_fixes_the_newest_version_once(application, officer):
    send(application, pdf("First"))
    newest = send(application, pdf("Second"))
    for _each in range(2):
        assert freeze_plan(application=application, by=officer) == newest
    assert [each.action for each in audit.record.history(newest)] == [
        "training.upload_plan",
        "training.freeze_plan",
    ]
    with pytest.raises(TrainingRefused, match="judges have your plan"):
        send(application, pdf("Third"))


def test_freeze_plan_without_a_plan_is_nothing(application, officer):
    assert freeze_plan(application=application, by=officer) is None


def test_papers_for_judges_are_the_frozen_plan(application, officer, client):
    send(application, pdf("First"), "first.pdf")
    freeze_papers([application], by=officer)
    [paper] = papers_of(application)
    assert (paper.format, paper.size) == ("PDF", len(pdf("First")))
    assert b"".join(client.get(paper.url).streaming_content) == pdf("First")


def complete(application, officer) -> None:
    place = TrainingPlaceFactory(application=application, status=Status.ACCEPTED)
    mark_attendance(
        cohort=place.cohort,
        marks={(session.pk, place.pk): "present" for session in place.cohort.sessions.all()},
        by=officer,
    )


def test_the_plan_after_the_course_makes_ready_and_tells_once(application, officer):
    complete(application, officer)
    application.refresh_from_db()
    assert application.state == State.IN_TRAINING
    send(application)
    assert application.state == State.READY_TO_PITCH
    assert list(Message.objects.values_list("kind", flat=True)) == ["training.ready"]


def test_the_course_after_the_plan_makes_ready_by_the_trainers_mark(application):
    trainer = user_with(Role.TRAINER, programme=application.call.programme, city=application.city)
    send(application)
    complete(application, trainer)
    application.refresh_from_db()
    assert application.state == State.READY_TO_PITCH
    assert audit.record.history(application).get().user == trainer


def test_a_new_version_after_being_ready_does_not_move_again(application, officer):
    complete(application, officer)
    send(application)
    send(application, pdf("Better"))
    assert application.state == State.READY_TO_PITCH
    assert audit.record.history(application).count() == 1
