"""Followers of events hear of each new one, once, wherever they follow it."""

from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from cms.actions import tell_event_news
from events.actions import call_off
from following.models import Follow, Notice
from following.telling import tell_batch
from notifications.models import Message
from tests.factories.events import make_event_page
from tests.factories.following import make_follow
from tests.factories.programmes import CityFactory

from .page import read

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def fresh():
    cache.clear()


def told() -> list[str]:
    """Whom the worker writes to now, in order."""
    Message.objects.all().delete()
    tell_event_news(by=User.objects.system())
    for pk in Notice.objects.filter(finished_at=None).values_list("pk", flat=True):
        tell_batch(pk)
    return list(Message.objects.order_by("to_email").values_list("to_email", flat=True))


def test_a_new_event_is_told_in_its_city_and_to_whoever_follows_all_once(home):
    make_follow("events:", email="all@example.org", confirmed=True)
    make_follow("events:leeds", email="all@example.org", confirmed=True)
    make_follow("events:leeds", email="leeds@example.org", language="ar", confirmed=True)
    make_follow("events:dudley", email="dudley@example.org", confirmed=True)
    make_event_page(city=CityFactory(slug="leeds"))
    assert told() == ["all@example.org", "leeds@example.org"]
    english, arabic = Message.objects.order_by("to_email")
    assert (english.subject, english.action_url) == (
        "New: Repair day",
        "http://127.0.0.1:8000/events/repair-day/",
    )
    assert english.paragraphs[-1].splitlines()[::2] == ["Repair day", "The old tram shed"]
    assert arabic.action_url == "http://127.0.0.1:8000/ar/events/repair-day/"
    assert told() == []


def test_what_is_over_called_off_or_old_is_no_news(home):
    make_follow("events:", confirmed=True)
    make_event_page(code="over", starts_at=timezone.now() - DAY)
    call_off(make_event_page(code="off").event, by=User.objects.system())
    with time_machine.travel(timezone.now() - 3 * DAY):
        make_event_page(code="known", starts_at=timezone.now() + 9 * DAY)
    assert told() == []


def test_somebody_asks_to_hear_of_events_in_a_city(home, client):
    CityFactory(slug="leeds", name="Leeds")
    make_event_page()
    page = read(client, "/events/?city=leeds")
    address = page.links["Tell me by e-mail when there is a new event"]
    assert address == "/events/follow/?city=leeds"
    form = read(client, address)
    assert "One e-mail each time there is a new event: Events: Leeds." in form.text
    client.post(address, {"email": "rosa@example.org", "language": "en"})
    assert list(Follow.objects.values_list("topic", "email")) == [
        ("events:leeds", "rosa@example.org")
    ]
    assert client.get("/events/follow/?city=nowhere").status_code == 404


def test_quiet_round_costs_the_same_for_one_and_three_events(home):
    costs = []
    for codes in (("one",), ("two", "three")):
        for code in codes:
            make_event_page("en", code=code)
        told()
        with CaptureQueriesContext(connection) as spent:
            tell_event_news(by=User.objects.system())
        costs.append(len(spent))
    assert costs == [3, 3]
