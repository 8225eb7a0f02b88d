"""The home page: what is next and what is new, a few of each, however much there is."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories.announcing import make_news
from tests.factories.cms import make_call_page
from tests.factories.events import make_event_page

from .page import read

pytestmark = pytest.mark.django_db


def shown(client, address: str, below: str) -> list[str]:
    links = dict.fromkeys(tag["href"] for tag in read(client, address).all("a"))
    return [link for link in links if link.startswith(below) and link != below]


def test_home_shows_the_next_three_deadlines_and_how_many_are_open(home, client):
    now = timezone.now()
    for days in (4, 1, 5, 3, 2):
        closes_at = now + timedelta(days=days)
        make_call_page(home, code=f"call-{days}", languages="en", closes_at=closes_at)
    make_call_page(
        home, code="soon", languages="en", opens_at=now + timedelta(hours=1),
        closes_at=now + timedelta(hours=2),
    )  # fmt: skip
    assert shown(client, "/", "/calls/") == ["/calls/call-1/", "/calls/call-2/", "/calls/call-3/"]
    assert "Open now: 5" in read(client, "/").text


def test_home_shows_what_is_not_translated_yet_with_its_language(home, client):
    make_event_page("en", code="repair-day")
    make_news(slug="first-news", languages="en")
    page = read(client, "/ar/")
    for address in ("/events/repair-day/", "/news/first-news/"):
        [link] = [tag for tag in page.all("a") if tag["href"] == address]
        assert (link["hreflang"], link["lang"], link["dir"]) == ("en", "en", "ltr")


def test_home_tells_of_the_next_three_events_and_the_newest_three_news(home, client):
    now = timezone.now()
    for day in (4, 1, 3, -1, 2):
        starts_at = now + timedelta(days=day)
        ends_at = starts_at + timedelta(hours=1)
        make_event_page("en", code=f"day-{day}", starts_at=starts_at, ends_at=ends_at)
        page = make_news(slug=f"news-{day}", languages="en")
        page.first_published_at = starts_at
        page.save()
    days = [f"/events/day-{day}/" for day in (1, 2, 3)]
    assert shown(client, "/", "/events/") == days
    assert shown(client, "/", "/news/") == [f"/news/news-{day}/" for day in (4, 3, 2)]
