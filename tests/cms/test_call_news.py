"""Followers of a call hear that it opened, moved, closes soon, is called off, is decided: once."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from accounts.roles import Role
from applications.calls.actions import cancel_call, change_call
from applications.journey.models import Application
from applications.journey.states import State
from cms.actions import tell_call_news
from cms.call_search import Search
from following import actions as following
from following.models import Notice
from following.telling import tell_batch
from notifications.models import Message
from tests.factories.awards import decided, issued
from tests.factories.cms import make_call_page
from tests.factories.following import make_follow
from tests.factories.journey import ApplicationFactory
from tests.factories.programmes import user_with

pytestmark = pytest.mark.django_db
OPENS = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
CLOSES = datetime(2027, 4, 1, 16, 0, tzinfo=UTC)
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)


@pytest.fixture
def page(home):
    with time_machine.travel(OPENS - 9 * DAY):
        return make_call_page(home, code="spring", opens_at=OPENS, closes_at=CLOSES)


@pytest.fixture
def rosa(page):
    return make_follow("call:spring", email="rosa@example.org", confirmed=True)


def news_at(now: datetime) -> list[tuple[str, str]]:
    """What the worker writes at that moment: kind and address, in order."""
    before = set(Message.objects.values_list("pk", flat=True))
    with time_machine.travel(now, tick=False):
        tell_call_news(by=User.objects.system())
        told()
    return list(Message.objects.exclude(pk__in=before).values_list("kind", "to_email"))


def told() -> None:
    for pk in Notice.objects.filter(finished_at=None).values_list("pk", flat=True):
        tell_batch(pk)


def test_news_comes_at_its_second_and_once(rosa):
    said = {
        OPENS - SECOND: [],
        OPENS: [("cms.call_open", "rosa@example.org")],
        OPENS + SECOND: [],
        OPENS + DAY: [],
        CLOSES - 3 * DAY - SECOND: [],
        CLOSES - 3 * DAY: [("cms.call_closing_soon", "rosa@example.org")],
        CLOSES - 2 * DAY: [],
        CLOSES: [],
    }
    assert {now: news_at(now) for now in said} == said


def test_worker_that_was_away_tells_no_stale_news(rosa):
    assert news_at(OPENS + 3 * DAY) == []
    assert news_at(CLOSES + DAY) == []


def test_opening_reaches_searches_that_it_fits_and_each_address_once(rosa, page):
    city = page.call.cities.get().slug
    topics = [f"calls:{Search(city=city).key}", f"calls:{Search(city='elsewhere').key}"]
    for email in ("rosa@example.org", "omar@example.org"):
        make_follow(topics[0], email=email, confirmed=True)
    make_follow(topics[1], email="sam@example.org", confirmed=True)
    assert sorted(email for _kind, email in news_at(OPENS)) == [
        "omar@example.org",
        "rosa@example.org",
    ]


def test_moved_deadline_is_told_in_words_with_its_zone(rosa, page):
    officer = user_with(Role.OFFICER, programme=page.call.programme)
    later = datetime(2027, 4, 8, 16, 0, tzinfo=UTC)
    with time_machine.travel(OPENS + DAY):
        change_call(page.call, closes_at=later, by=officer)
        change_call(page.call, closes_at=later, title="Other words", by=officer)
        told()
    letter = Message.objects.get(kind="calls.dates_moved")
    assert letter.subject == "New dates: Autumn call"
    assert letter.paragraphs[-1] == (
        "Last moment to apply: Thursday 8 April 2027, 17:00 (United Kingdom Time, UTC+1)"
    )
    assert letter.action_url == "http://127.0.0.1:8000/calls/spring/"
    assert news_at(CLOSES - 3 * DAY) == []
    assert news_at(later - 3 * DAY) == [("cms.call_closing_soon", "rosa@example.org")]


def test_dates_of_a_call_nobody_sees_yet_move_in_silence(rosa, page):
    page.call.published_at = None
    page.call.save()
    officer = user_with(Role.OFFICER, programme=page.call.programme)
    change_call(page.call, closes_at=CLOSES + DAY, by=officer)
    assert Notice.objects.count() == 0


def test_called_off_is_told_and_then_addresses_are_deleted(rosa, page):
    officer = user_with(Role.OFFICER, programme=page.call.programme)
    with time_machine.travel(OPENS + DAY):
        cancel_call(page.call, by=officer)
        assert following.forget(by=officer) == 0
        told()
    assert list(Message.objects.values_list("kind", "to_email")) == [
        ("calls.cancelled", "rosa@example.org")
    ]
    Message.objects.all().delete()
    assert following.forget(by=officer) == 1


def test_results_are_told_when_nobody_waits_any_more(rosa, page):
    with time_machine.travel(CLOSES + 9 * DAY, tick=False):
        issued(decided(page.call))
        waiting = ApplicationFactory(call=page.call, state=State.SUBMITTED)
    assert news_at(CLOSES + 10 * DAY) == []
    Application.objects.filter(pk=waiting.pk).update(state=State.WITHDRAWN)
    assert news_at(CLOSES + 10 * DAY) == [("cms.call_results", "rosa@example.org")]
    assert news_at(CLOSES + 11 * DAY) == []


def test_quiet_round_costs_the_same_for_one_and_three_calls(page, home):
    costs = []
    for codes in ((), ("two", "three")):
        for code in codes:
            make_call_page(home, code=code, opens_at=OPENS, closes_at=CLOSES)
        with time_machine.travel(OPENS + 5 * DAY), CaptureQueriesContext(connection) as spent:
            tell_call_news(by=User.objects.system())
        costs.append(len(spent))
    assert costs == [4, 4]
