"""Calls as JSON, as dates in a calendar, and as an advert on Find a Grant."""

from datetime import UTC, datetime, timedelta

import icalendar
import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.roles import Role
from applications.calls import actions as call_actions
from applications.calls.models import Call
from cms.machines.find_a_grant import APPLICANTS, LOCATIONS, LONGEST
from tests.factories.cms import make_call_page
from tests.factories.programmes import CityFactory, user_with

pytestmark = pytest.mark.django_db
SITE = "http://127.0.0.1:8000"
OPENS, CLOSES = datetime(2027, 6, 1, 8, 0, tzinfo=UTC), datetime(2027, 7, 1, 16, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def page(home):
    with time_machine.travel(OPENS - DAY):
        return make_call_page(home, code="summer", opens_at=OPENS, closes_at=CLOSES)


def at(moment, client, address: str):
    with time_machine.travel(moment):
        response = client.get(address)
    assert response.status_code == 200, address
    return response


def events(moment, client, address: str) -> list:
    return icalendar.Calendar.from_ical(at(moment, client, address).content).events


def test_calls_json_tells_all_of_an_open_call(page, client):
    told = at(OPENS, client, "/calls.json").json()
    assert (told["version"], told["language"], len(told["calls"])) == ("1.0", "en", 1)
    [call] = told["calls"]
    assert (call["code"], call["title"], call["phase"]) == ("summer", "Autumn call", "open")
    assert call["url"] == f"{SITE}/calls/summer/"
    assert call["closes_at"] == "2027-07-01T17:00:00+01:00"
    assert (call["currency"], call["most_per_project"], call["pot"]) == ("EUR", 5000, 25000)
    assert [city["name"] for city in call["cities"]] == [
        str(city) for city in page.call.cities.all()
    ]


def test_calls_json_follows_the_clock(page, client):
    moments = (OPENS - DAY, OPENS, CLOSES)
    told = [at(each, client, "/calls.json").json()["calls"] for each in moments]
    assert [[call["phase"] for call in calls] for calls in told] == [["soon"], ["open"], []]


def test_calls_json_may_be_read_by_other_sites_and_asked_again(page, client):
    first = client.get("/ar/calls.json")
    assert first["Access-Control-Allow-Origin"] == "*"
    assert first.json()["calls"][0]["title"] == "دعوة الخريف"
    again = client.get("/ar/calls.json", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("address", "queries"), [("/calls.json", 8), ("/calls.ics", 5)])
def test_data_costs_the_same_however_many_calls(home, client, address, queries, rows):
    for number in range(rows):
        make_call_page(home, code=f"call-{number}", languages="en")
    client.get(address)
    with CaptureQueriesContext(connection) as spent:
        client.get(address)
    assert len(spent) == queries


def test_deadline_names_its_zone_and_describes_it(page, client):
    content = at(OPENS, client, "/calls.ics").content.decode()
    assert "DTSTART;TZID=Europe/London:20270701T170000\r\n" in content
    assert content.count("BEGIN:VTIMEZONE") == 1
    assert max(len(line.encode()) for line in content.split("\r\n")) <= 75
    [event] = icalendar.Calendar.from_ical(content).events
    assert event["SUMMARY"] == "Last moment to apply: Autumn call"
    assert event["DTSTAMP"].dt.tzname() == "UTC"
    assert content == at(
        OPENS + DAY, client, "/calls/summer/deadline.ics"
    ).content.decode().replace("X-WR-CALNAME:Autumn call", "X-WR-CALNAME:Deadlines of calls")


def test_moved_deadline_keeps_its_mark_and_counts_the_change(page, client):
    [before] = events(OPENS, client, "/calls.ics")
    with time_machine.travel(OPENS + DAY):
        call_actions.change_call(page.call, by=user_with(Role.OFFICER), closes_at=CLOSES + DAY)
    [after] = events(OPENS + DAY, client, "/calls.ics")
    assert (after["UID"], after["DTSTART"].dt) == (before["UID"], CLOSES + DAY)
    assert after["SEQUENCE"] == before["SEQUENCE"] + 1
    assert after["DTSTAMP"].dt > before["DTSTAMP"].dt


def test_cancelled_call_is_said_to_be_cancelled_for_thirty_days(page, client):
    with time_machine.travel(OPENS):
        call_actions.cancel_call(page.call, by=user_with(Role.OFFICER))
    [event] = events(OPENS + DAY, client, "/calls.ics")
    assert event["STATUS"] == "CANCELLED"
    assert events(OPENS + 31 * DAY, client, "/calls.ics") == []


def test_find_a_grant_has_the_fields_of_the_form(page, client, home):
    page.call.cities.set([CityFactory(name="Coventry", ons_code="E08000026")])
    page.call.programme.currency = "GBP"
    page.call.programme.save()
    told = client.get("/calls/summer/find-a-grant.json").json()
    advert = told["advert"]
    assert (advert["grantName"], advert["grantLocation"]) == ("Autumn call", ["Midlands"])
    amounts = [
        advert[f"grant{name}"] for name in ("TotalAwardAmount", "MaximumAward", "MinimumAward")
    ]
    assert amounts == [25000, 5000, 1]
    Call.objects.update(minimum_minor=50_001)
    least = client.get("/calls/summer/find-a-grant.json").json()["advert"]["grantMinimumAward"]
    assert least == 501
    assert {name: len(advert[name]) <= most for name, most in LONGEST.items()} == dict.fromkeys(
        LONGEST, True
    )
    assert set(advert["grantLocation"]) <= set(LOCATIONS)
    assert set(advert["grantApplicantType"]) <= set(APPLICANTS)
    assert advert["grantWebpageUrl"] == f"{SITE}/calls/summer/"


def test_find_a_grant_says_that_euros_must_be_worked_out(page, client):
    told = client.get("/calls/summer/find-a-grant.json").json()
    assert told["advert"]["grantMaximumAward"] is None
    assert told["to_finish"][0].startswith(
        "Find a Grant takes whole pounds only. This call pays up to €5,000 from €25,000."
    )


@pytest.mark.parametrize(
    ("codes", "regions"),
    [
        (["E08000026", "E08000031"], ["Midlands"]),
        (["E08000003", "W06000015"], ["Wales", "North West England"]),
        (["E08000037"], ["North East England"]),
        (["E06000001"], ["England"]),
        ([""], ["National"]),
    ],
)
def test_regions_come_from_the_codes_of_the_cities(page, client, codes, regions):
    page.call.cities.set([CityFactory(ons_code=code) for code in codes])
    told = client.get("/calls/summer/find-a-grant.json").json()
    assert told["advert"]["grantLocation"] == regions


def test_unknown_call_has_no_advert_and_no_date(home, client):
    for address in ("/calls/nothing/find-a-grant.json", "/calls/nothing/deadline.ics"):
        assert client.get(address).status_code == 404
