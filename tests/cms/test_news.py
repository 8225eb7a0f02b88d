"""News: the list and its filters, one item, its picture, and when it comes and goes."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from cms import search, shown
from cms.actions import withdraw_consent
from cms.models import Consent
from tests.factories.accounts import OrganisationFactory
from tests.factories.announcing import make_news
from tests.factories.cms import make_call_page, make_consent, make_image, make_story
from tests.factories.programmes import CityFactory, ThemeFactory

from .page import read

pytestmark = pytest.mark.django_db


def listed(client, query: str = "") -> list[str]:
    """The slugs of the list, in its order."""
    links = read(client, f"/news/{query}").all("a")
    news = [str(tag["href"]) for tag in links if str(tag["href"]).startswith("/news/")]
    return [each.split("/")[2] for each in news if each.count("/") == 3]


@pytest.fixture
def three(home):
    """Three pieces of news, a year apart from each other."""
    city, theme = CityFactory(slug="leeds"), ThemeFactory(slug="bread")
    city.programmes.add(home.programme)
    theme.programmes.add(home.programme)
    for slug, year, facts in (
        ("first", 2025, {"city": city}),
        ("second", 2026, {"themes": (theme,)}),
        ("third", 2027, {"city": city, "themes": (theme,)}),
    ):
        with time_machine.travel(datetime(year, 3, 1, tzinfo=UTC)):
            make_news(slug=slug, **facts)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["third", "second", "first"]),
        ("?year=2026", ["second"]),
        ("?city=leeds", ["third", "first"]),
        ("?theme=bread&city=leeds", ["third"]),
        ("?city=nowhere&year=never", ["third", "second", "first"]),
    ],
)
def test_news_is_listed_newest_first_and_by_filters(three, client, query, found):
    assert listed(client, query) == found


def test_next_part_of_the_list_keeps_the_filter(home, client):
    city = CityFactory(slug="leeds")
    city.programmes.add(home.programme)
    for number in range(13):
        make_news(slug=f"news-{number}", languages="en", city=city)
    more = read(client, "/news/?city=leeds").links["Next"]
    assert more.startswith("?city=leeds&after=")
    assert listed(client, more) == ["news-0"]


def test_news_shows_who_tells_it_and_what_it_is_about(home, client):
    call, story = make_call_page(home, code="spring"), make_story()
    who = OrganisationFactory(name="Bread Street")
    make_news(organisation=who, call=call.call, story=story, image=make_image())
    page = read(client, "/news/oven-is-here/")
    assert "Bread Street" in page.text
    assert (page.links["Autumn call"], page.links["The oven"]) == (
        "/calls/spring/",
        "/stories/oven/",
    )
    assert page.all("img", alt="An oven") != []
    assert read(client, "/ar/news/oven-is-here/").links["الفرن"] == "/ar/stories/oven/"


def test_news_of_no_city_names_none(home, client):
    with time_machine.travel(datetime(2027, 3, 1, 12, tzinfo=UTC), tick=False):
        make_news(languages="en")
        assert "The oven is here 1 March 2027 It came on a Monday." in read(client, "/news/").text


def test_news_does_not_name_a_story_that_is_taken_back(home, client):
    consent = make_consent()
    make_news(story=make_story(consent=consent))
    withdraw_consent(consent, by=User.objects.system())
    assert "The oven" not in read(client, "/news/oven-is-here/").links


def test_picture_without_words_is_refused(home):
    page = make_news(languages="en")
    page.image, page.image_alt = make_image(), " "
    with pytest.raises(ValidationError) as refused:
        page.full_clean()
    assert refused.value.message_dict == {
        "image_alt": ["Say in a few words what the picture shows."]
    }


def test_picture_goes_when_the_consent_of_somebody_on_it_has_ended(home, client):
    consent = make_consent()
    make_news(image=make_image("Rosa", consent))
    assert read(client, "/news/oven-is-here/").all("img", alt="An oven") != []
    long_ago = timezone.localdate() - timedelta(days=9)
    Consent.objects.filter(pk=consent.pk).update(given_on="2020-01-01", until=long_ago)
    assert read(client, "/news/oven-is-here/").all("img", alt="An oven") == []
    assert read(client, "/news/").all("img") == []
    assert b"enclosure" not in client.get("/news/feed/").content


def test_news_comes_and_goes_by_the_clock(home, client):
    page = make_news(languages="en")
    page.unpublish()
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.expire_at = timezone.now() + timedelta(days=3)
    page.save_revision().publish()
    seen = []
    for days in (0, 2, 4):
        with time_machine.travel(timezone.now() + timedelta(days=days), tick=False):
            call_command("publish_scheduled")
            seen.append(client.get("/news/oven-is-here/").status_code)
    assert seen == [404, 200, 404]


def test_news_is_in_search_and_in_the_sitemap(home, client):
    page = make_news()
    assert [found.pk for found in search.pages("Monday", "en")] == [page.pk]
    assert shown.pages("ar").filter(slug="oven-is-here").count() == 1
    assert "The oven is here" in client.get("/news/feed/").content.decode()
    assert client.get("/sitemap.xml").content.count(b"/news/oven-is-here/</loc>") == 2


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("address", "queries"), [("/news/", 7), ("/news/news-0/", 7)])
def test_news_costs_the_same_however_much_there_is(home, client, address, queries, rows):
    story = make_story(languages="en")
    call = make_call_page(home, code="spring", languages="en").call
    for number in range(rows):
        picture = make_image(f"picture {number}", make_consent())
        make_news(slug=f"news-{number}", languages="en", image=picture, story=story, call=call)
    client.get(address)
    with CaptureQueriesContext(connection) as spent:
        assert client.get(address).status_code == 200
    assert len(spent) == queries
