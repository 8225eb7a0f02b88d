"""What waits for applicants and officers."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from accounts.roles import Role
from applications.journey import waiting
from applications.journey.actions import ask_for_changes
from applications.journey.states import State
from tests.factories.journey import ApplicationFactory
from tests.factories.programmes import user_with

from .records import close_call

pytestmark = pytest.mark.django_db


def test_a_draft_waits_for_its_applicant_until_the_deadline():
    draft = ApplicationFactory()
    [item] = waiting.drafts(draft.applicant.user)
    assert (item.about, item.by) == (draft.title, draft.call.closes_at)


def test_a_draft_that_is_too_late_waits_no_longer():
    draft = ApplicationFactory()
    close_call(draft)
    assert waiting.drafts(draft.applicant.user) == []


def test_a_change_request_waits_for_its_applicant_until_it_is_due():
    application = ApplicationFactory(state=State.SUBMITTED)
    officer = user_with(Role.OFFICER, programme=application.call.programme)
    due = timezone.now() + timedelta(days=7)
    ask_for_changes(
        application, keys=["need"], message="More", due_at=due, by=officer, seen="submitted"
    )
    [item] = waiting.changes_asked_for(application.applicant.user)
    assert (item.about, item.by, item.urgent) == (application.title, due, True)
    assert waiting.to_screen(officer) == []


@pytest.mark.parametrize(
    ("count", "words"), [(1, "1 application to read"), (3, "3 applications to read")]
)
def test_officers_see_how_many_applications_wait(django_assert_num_queries, count, words):
    first = ApplicationFactory(state=State.SUBMITTED)
    ApplicationFactory.create_batch(count - 1, call=first.call, state=State.SUBMITTED)
    officer = user_with(Role.OFFICER, programme=first.call.programme)
    with django_assert_num_queries(2):
        [item] = waiting.to_screen(officer)
    assert item.label == words


@pytest.mark.parametrize("count", [1, 2, 3])
def test_an_officer_who_reads_arabic_sees_them_too(count):
    first = ApplicationFactory(state=State.SUBMITTED)
    ApplicationFactory.create_batch(count - 1, call=first.call, state=State.SUBMITTED)
    officer = user_with(Role.OFFICER, programme=first.call.programme)
    with translation.override("ar"):
        assert len(waiting.to_screen(officer)) == 1


def test_every_own_application_has_a_door():
    application = ApplicationFactory(state=State.NOT_FUNDED)
    [door] = waiting.own_applications(application.applicant.user)
    assert (door.label, door.about) == (
        application.title,
        f"{application.call.title} · Not funded",
    )
