"""Feeds: what they hold, in which language and city, and what goes from them."""

from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from cms import actions
from events import actions as event_actions
from tests.factories.cms import make_call_page, make_consent, make_image, make_story
from tests.factories.events import make_event_page
from tests.factories.learning import make_journal, make_lesson
from tests.factories.programmes import CityFactory

from ..page import read

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
SITE = "http://127.0.0.1:8000"


def items(client, address: str) -> list[ElementTree.Element]:
    response = client.get(address)
    assert response.status_code == 200, address
    tree = ElementTree.fromstring(response.content)
    return tree.findall(".//item") or tree.findall(f"{ATOM}entry")


def titles(client, address: str) -> list[str]:
    return [
        item.findtext("title") or item.findtext(f"{ATOM}title") for item in items(client, address)
    ]


def test_rss_names_each_call_by_its_address(home, client):
    page = make_call_page(home, code="autumn")
    [item] = items(client, "/calls/feed/")
    guid = item.find("guid")
    assert (guid.text, guid.get("isPermaLink", "true")) == (f"{SITE}/calls/autumn/", "true")
    assert (item.findtext("link"), item.findtext("title")) == (guid.text, page.title)
    assert item.findtext("pubDate").endswith(" +0000")


@pytest.mark.parametrize("feed", ["feed/", "feed/atom/"])
def test_feed_speaks_the_language_of_its_address(home, client, feed):
    make_call_page(home, code="autumn")
    assert titles(client, f"/calls/{feed}") == ["Autumn call"]
    assert titles(client, f"/ar/calls/{feed}") == ["دعوة الخريف"]


def test_feed_of_a_city_holds_what_is_there(home, client):
    coventry, dudley = CityFactory(slug="coventry"), CityFactory(slug="dudley")
    make_call_page(home, code="here", cities=[coventry])
    make_call_page(home, code="both", cities=[coventry, dudley])
    [entry] = items(client, "/calls/feed/?city=dudley")
    assert entry.findtext("link") == f"{SITE}/calls/both/"
    assert len(items(client, "/calls/feed/?city=coventry")) == 2
    assert client.get("/calls/feed/?city=nowhere").status_code == 404


def test_story_brings_its_picture_with_the_true_length(home, client):
    make_story(image=make_image())
    [item] = items(client, "/stories/feed/")
    enclosure = item.find("enclosure")
    picture = client.get(enclosure.get("url").removeprefix(SITE))
    length = len(b"".join(picture.streaming_content))
    assert (enclosure.get("type"), enclosure.get("length")) == ("image/webp", str(length))


def test_event_says_when_it_is_and_goes_when_it_is_called_off(home, client):
    starts = datetime(2031, 7, 1, 16, tzinfo=UTC)
    page = make_event_page(starts_at=starts, city=CityFactory(slug="dudley"))
    [item] = items(client, "/events/feed/?city=dudley")
    assert item.findtext("description") == (
        "Tuesday 1 July 2031, 17:00 (United Kingdom Time, UTC+1). "
        "Bring what is broken. We mend it together."
    )
    assert titles(client, "/ar/events/feed/atom/") == ["يوم الإصلاح"]
    event_actions.call_off(page.event, by=User.objects.system())
    assert titles(client, "/events/feed/") == []


def test_journals_and_lessons_have_feeds_in_each_language_and_city(home, client):
    here, elsewhere = CityFactory(slug="dudley"), CityFactory(slug="coventry")
    journal, lesson = make_journal(home, city=here), make_lesson(home, city=here)
    for page, kind in ((journal, "journals"), (lesson, "lessons")):
        [entry] = items(client, f"/{kind}/feed/atom/?city=dudley")
        assert entry.find(f"{ATOM}link").get("href") == SITE + page.get_url()
        assert titles(client, f"/{kind}/feed/?city={elsewhere.slug}") == []
        assert len(titles(client, f"/ar/{kind}/feed/")) == 1
        links = read(client, f"/{kind}/").all("link", rel="alternate", type="application/rss+xml")
        assert [link["href"] for link in links] == [f"{SITE}/{kind}/feed/"]


def test_odd_characters_do_not_break_a_feed(home, client):
    page = make_call_page(home, code="odd", languages="en")
    page.title = "Bread & <b>tea</b>\x0b"
    page.save()
    assert titles(client, "/calls/feed/") == ["Bread & <b>tea</b>"]


def test_feed_is_asked_again_each_time_and_answers_shortly(home, client):
    make_call_page(home, code="autumn")
    first = client.get("/calls/feed/")
    assert first["Cache-Control"] == "no-cache"
    assert first["Access-Control-Allow-Origin"] == "*"
    assert "Last-Modified" not in first
    again = client.get("/calls/feed/", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_withdrawn_story_is_gone_although_nothing_is_newer(home, client):
    consent = make_consent()
    make_story(consent=consent)
    first = client.get("/stories/feed/")
    actions.withdraw_consent(consent, by=home.owner)
    later = (timezone.now() + timedelta(days=1)).strftime("%a, %d %b %Y %H:%M:%S GMT")
    asked = {"if-none-match": first["ETag"], "if-modified-since": later}
    assert client.get("/stories/feed/", headers=asked).status_code == 200
    assert titles(client, "/stories/feed/") == []


def test_pages_point_to_their_feeds(home, client):
    make_call_page(home, code="autumn")
    for address, start in (("/calls/", ""), ("/calls/autumn/", ""), ("/ar/calls/", "/ar")):
        links = read(client, address).all("link", rel="alternate", type="application/rss+xml")
        assert [link["href"] for link in links] == [f"{SITE}{start}/calls/feed/"]
    assert read(client, "/").all("link", rel="alternate", type="application/rss+xml") == []


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("address", "queries"), [("/calls/feed/", 5), ("/stories/feed/", 7), ("/events/feed/", 5)]
)
def test_feed_costs_the_same_however_long(home, client, address, queries, rows):
    for number in range(rows):
        make_call_page(home, code=f"call-{number}", languages="en")
        make_story(slug=f"story-{number}", languages="en", image=make_image(f"picture {number}"))
        make_event_page("en", code=f"day-{number}")
    client.get(address)
    with CaptureQueriesContext(connection) as spent:
        client.get(address)
    assert len(spent) == queries
