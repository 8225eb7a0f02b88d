"""The one door."""

import pytest
from django.db import transaction
from django_fsm import ConcurrentTransition

import audit.record
from accounts.roles import Role
from applications.journey import receipts
from applications.journey.models import Application
from applications.journey.states import State
from applications.journey.workflow import (
    ChangedMeanwhile,
    NotPermitted,
    NotReady,
    advance,
    hold,
)
from notifications.models import Message
from tests.factories.accounts import UserFactory
from tests.factories.journey import ApplicationFactory
from tests.factories.programmes import user_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def submitted() -> Application:
    return ApplicationFactory(state=State.SUBMITTED)


@pytest.fixture
def officer(submitted):
    return user_with(Role.OFFICER, programme=submitted.call.programme)


def test_submit_moves_records_and_tells_once():
    application = ApplicationFactory()
    advance(application, "submit", by=application.applicant.user)
    assert application.state == State.SUBMITTED
    [entry] = audit.record.history(application)
    assert (entry.action, entry.data) == (
        "application.submit",
        {"from": "draft", "to": "submitted"},
    )
    receipts.acknowledge(application.receipts.get().pk)
    [message] = Message.objects.all()
    assert (message.kind, message.to_email) == ("journey.submit", application.applicant.email)


def test_submit_by_a_stranger_is_refused_and_leaves_no_trace():
    application = ApplicationFactory()
    with pytest.raises(NotPermitted):
        advance(application, "submit", by=UserFactory())
    assert audit.record.history(application).count() == 0
    assert Message.objects.count() == 0


def test_move_whose_row_has_left_its_state_writes_nothing():
    application = ApplicationFactory()
    with transaction.atomic():
        held = hold(application, State.DRAFT)
        Application.objects.filter(pk=held.pk).update(state=State.WITHDRAWN)
        with pytest.raises(ConcurrentTransition):
            advance(application, "submit", by=application.applicant.user, held=held)
    assert audit.record.history(application).count() == 0


def test_submit_with_a_missing_answer_says_so():
    application = ApplicationFactory(answers={"amount": 450_000, "agree": True})
    with pytest.raises(NotReady, match="Some answers are still missing"):
        advance(application, "submit", by=application.applicant.user)


def test_screening_by_two_officers_at_once_has_one_effect(submitted, officer):
    first, second = (Application.objects.get(pk=submitted.pk) for _ in range(2))
    advance(first, "find_eligible", by=officer)
    with pytest.raises(ChangedMeanwhile):
        advance(second, "find_eligible", by=officer)
    assert audit.record.history(submitted).count() == 1


def test_a_move_the_road_does_not_have_is_refused(submitted, officer):
    with pytest.raises(NotReady, match="Sent"):
        advance(submitted, "complete", by=officer)


def test_undo_withdrawal_returns_to_the_state_before(submitted):
    applicant = submitted.applicant.user
    advance(submitted, "withdraw", by=applicant)
    assert submitted.state == State.WITHDRAWN
    advance(submitted, "undo_withdrawal", by=applicant)
    assert submitted.state == State.SUBMITTED


def test_state_stays_protected_while_another_thread_reads_an_application_again(submitted):
    class Meanwhile(type(Application.objects.all())):
        def get(self, *args, **kwargs):
            with pytest.raises(AttributeError):
                other.state = State.ELIGIBLE
            return super().get(*args, **kwargs)

    other = Application.objects.get()
    Application.objects.update(state=State.WITHDRAWN, title="Renamed")
    submitted.refresh_from_db(from_queryset=Meanwhile(Application))
    assert (submitted.state, submitted.title) == (State.WITHDRAWN, "Renamed")
    with pytest.raises(AttributeError):
        submitted.state = State.ELIGIBLE
