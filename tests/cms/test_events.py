"""The list of events, the page of one, and calendars."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar

from accounts.models import User
from cms import event_facts
from events import actions
from events.models import Event
from tests.factories.events import make_event_page, make_registration
from tests.factories.programmes import CityFactory, ThemeFactory

from .page import read

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def phases(event: Event) -> list[str]:
    """Before, during and after."""
    moments = (event.starts_at - DAY, event.starts_at, event.ends_at)
    return [event_facts.phase(event, moment).value for moment in moments]


def test_an_event_says_where_it_stands(home):
    event = make_event_page(capacity=1).event
    assert phases(event) == ["open", "now", "past"]
    make_registration(event)
    event.refresh_from_db()
    assert phases(event) == ["full", "now", "past"]
    actions.call_off(event, by=User.objects.system())
    event.refresh_from_db()
    assert phases(event) == ["cancelled"] * 3


def test_the_page_tells_time_zone_access_and_cost_in_both_languages(home, client):
    make_event_page(step_free=True, cost="5 pounds", cost_words={"ar": "5 جنيهات"})
    english, arabic = read(client, "/events/repair-day/"), read(client, "/ar/events/repair-day/")
    for words in ("United Kingdom Time", "There is a way in without steps", "5 pounds"):
        assert words in english.text
    assert "5 جنيهات" in arabic.text
    assert english.links["Ask for a place"] == "/events/repair-day/register/"
    assert english.all("form", method="post") == []


def test_a_full_event_offers_the_waiting_list(home, client):
    make_registration(make_event_page(capacity=1).event)
    page = read(client, "/events/repair-day/")
    assert page.links["Join the waiting list"] == "/events/repair-day/register/"


def listed(client, query: str) -> list[str]:
    links = [tag["href"] or "" for tag in read(client, f"/events/{query}").all("a")]
    names = [each.split("/")[2] for each in links if each.startswith("/events/")]
    return [name for name in names if name in ("near", "far", "gone", "long-gone")]


def test_the_list_shows_the_nearest_first_and_filters(home, client):
    now, leeds, food = timezone.now(), CityFactory(slug="leeds"), ThemeFactory(slug="food")
    make_event_page(code="far", starts_at=now + 9 * DAY, city=leeds)
    make_event_page(code="near", starts_at=now + DAY, theme=food, languages=["fr"])
    make_event_page(code="long-gone", starts_at=now - 9 * DAY, city=leeds)
    make_event_page(code="gone", starts_at=now - DAY)
    assert listed(client, "") == ["near", "far", "gone", "long-gone"]
    assert listed(client, "?city=leeds") == ["far", "long-gone"]
    assert listed(client, "?theme=food") == ["near"]
    assert listed(client, "?spoken=ar") == ["far", "gone", "long-gone"]
    assert listed(client, "?city=nowhere") == []


def test_calendars_get_zones_folded_lines_and_news_of_cancelling(home, client):
    page = make_event_page(name="A long name " * 8, name_words={})
    first = client.get("/events/repair-day/event.ics")
    assert first["Content-Type"] == "text/calendar; charset=utf-8"
    assert max(len(line) for line in first.content.split(b"\r\n")) <= 75
    whole = Calendar.from_ical(first.content)
    entry = whole.events[0]
    assert [str(zone["tzid"]) for zone in whole.timezones] == ["Europe/London"]
    assert entry["dtstart"].params["tzid"] == "Europe/London"
    assert entry["dtstamp"].dt.utcoffset() == timedelta()
    actions.call_off(page.event, by=User.objects.system())
    again = Calendar.from_ical(client.get("/events.ics").content).events[0]
    assert (again["uid"], again["status"], again["sequence"]) == (entry["uid"], "CANCELLED", 1)
    Event.objects.update(cancelled_at=timezone.now() - 31 * DAY)
    assert Calendar.from_ical(client.get("/events.ics").content).events == []


def test_a_calendar_may_be_of_one_city(home, client):
    make_event_page("en", code="here", city=CityFactory(slug="dudley", name="Dudley"))
    make_event_page("en", code="there", city=CityFactory(slug="leeds"))
    whole = Calendar.from_ical(client.get("/events.ics?city=dudley").content)
    assert [str(each["url"])[-6:] for each in whole.events] == ["/here/"]
    assert whole["x-wr-calname"] == "Events: Dudley"
    assert client.get("/events.ics?city=nowhere").status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("address", "queries"), [("/events/", 6), ("/events/day-0/", 3), ("/events.ics", 4)]
)
def test_pages_cost_the_same_however_many_events(home, client, address, queries, rows):
    for number in range(rows):
        make_event_page("en", code=f"day-{number}", city=CityFactory())
    client.get(address)
    with CaptureQueriesContext(connection) as spent:
        assert client.get(address).status_code == 200
    assert len(spent) == queries
