"""The call's clock: its own time zone, both clock changes, grace and extension."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from applications.calls.models import Call
from applications.journey.actions import start_application, submit_application
from applications.journey.models import Application, Extension
from applications.journey.states import State
from applications.journey.workflow import NotReady
from tests.factories.accounts import UserFactory
from tests.factories.calls import CallFactory
from tests.factories.journey import ApplicationFactory
from tests.factories.programmes import user_with

pytestmark = pytest.mark.django_db

LONDON = ZoneInfo("Europe/London")
SPRING = datetime(2027, 3, 28, 12, 0, tzinfo=LONDON)
"""Noon after the night in which the clocks went forward: 11:00 UTC, not 12:00."""
AUTUMN = datetime(2027, 10, 31, 12, 0, tzinfo=LONDON)
SECOND = timedelta(seconds=1)


def draft(closes_at, *, grace=0, begun_before=timedelta(days=20)) -> Application:
    call = CallFactory(
        opens_at=closes_at - timedelta(days=30),
        closes_at=closes_at,
        published_at=closes_at - timedelta(days=31),
        grace_minutes=grace,
    )
    return ApplicationFactory(call=call, created_at=closes_at - begun_before)


def send(application, at) -> State:
    with time_machine.travel(at, tick=False):
        submit_application(application, by=application.applicant.user, seen=State.DRAFT)
    return application.state


@pytest.mark.parametrize(
    ("closes_at", "utc"),
    [
        (SPRING, datetime(2027, 3, 28, 11, 0, tzinfo=UTC)),
        (AUTUMN, datetime(2027, 10, 31, 12, 0, tzinfo=UTC)),
    ],
    ids=["clocks forward", "clocks back"],
)
def test_submit_in_the_last_second_counts_by_the_calls_own_clock(closes_at, utc):
    assert send(draft(closes_at), utc - SECOND) == State.SUBMITTED


@pytest.mark.parametrize("closes_at", [SPRING, AUTUMN], ids=["clocks forward", "clocks back"])
def test_submit_late_by_one_second_is_refused_kindly(closes_at):
    application = draft(closes_at)
    with pytest.raises(NotReady, match=r"Your answers are safe\. Ask us if you need more time\."):
        send(application, closes_at + SECOND)
    assert Application.objects.get(pk=application.pk).state == State.DRAFT


def test_submit_at_the_deadline_itself_is_too_late():
    with pytest.raises(NotReady):
        send(draft(SPRING), SPRING)


def test_grace_takes_a_draft_begun_before_the_deadline():
    assert send(draft(SPRING, grace=15), SPRING + timedelta(minutes=15) - SECOND) == State.SUBMITTED


def test_grace_ends():
    with pytest.raises(NotReady):
        send(draft(SPRING, grace=15), SPRING + timedelta(minutes=15))


def test_grace_is_not_for_a_draft_begun_after_the_deadline():
    with pytest.raises(NotReady):
        send(draft(SPRING, grace=15, begun_before=-timedelta(minutes=1)), SPRING + 2 * SECOND)


def test_extension_reaches_beyond_the_deadline_and_ends_too():
    application = draft(SPRING)
    until = SPRING + timedelta(days=2)
    officer = user_with("officer", programme=application.call.programme)
    Extension.objects.create(application=application, until=until, reason="Ill", granted_by=officer)
    with pytest.raises(NotReady):
        send(application, until)
    assert send(application, until - SECOND) == State.SUBMITTED


def test_a_cancelled_call_takes_nothing():
    draft(SPRING)
    Call.objects.update(cancelled_at=SPRING - timedelta(days=5))
    with pytest.raises(NotReady):
        send(Application.objects.get(), SPRING - timedelta(days=4))


def test_start_after_the_deadline_is_refused_even_in_the_grace():
    call = draft(SPRING, grace=15).call
    with time_machine.travel(SPRING, tick=False), pytest.raises(NotReady):
        start_application(
            call=call,
            title="Late",
            strand=call.strands.get(),
            city=call.cities.get(),
            by=UserFactory(),
        )
