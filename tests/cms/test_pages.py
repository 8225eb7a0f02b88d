"""Home, figures, standing pages, search, and what machines read."""

from datetime import date

import pytest

from cms.models import StandardPage
from mentoring.outcomes.models import Indicator, Reading
from tests.factories.cms import make_call_page, make_story

from .page import read

pytestmark = pytest.mark.django_db


def add_reading(home, code: str, value: int, target: int | None = None) -> Indicator:
    indicator = Indicator.objects.create(
        programme=home.programme, code=code, name=f"People in {code}", unit="people", target=target
    )
    Reading.objects.create(
        indicator=indicator, value=value, as_of=date(2026, 9, 30), source="Report, table 3"
    )
    return indicator


def test_home_says_what_the_programme_is(home, client):
    page = read(client, "/")
    assert "Good ideas grow on the road you walk together" in page.text
    assert "No call is open now" in page.text
    assert page.links["All calls, with those that are closed"] == "/calls/"


def test_home_shows_three_figures_with_date_and_source(home, client):
    add_reading(home, "courses", 1412)
    home.figure_codes = ["courses"]
    home.save_revision().publish()
    text = read(client, "/").text
    assert [words for words in ("1,412", "30 September 2026", "Report, table 3") if words in text]
    assert len(home.headline_figures()) == 1
    home.figure_codes = []
    assert len(home.headline_figures()) == 3


def test_home_figures_that_no_longer_exist_fall_back(home):
    home.figure_codes = ["gone"]
    assert [figure.code for figure in home.headline_figures()] == [
        "applications_received",
        "people_trained",
        "awards",
    ]


def test_figures_page_sets_target_against_reading(home, client):
    add_reading(home, "courses", 150, target=200)
    page = read(client, "/figures/")
    assert [words for words in ("150", "200", "Report, table 3") if words not in page.text] == []
    widths = [tag["width"] for tag in page.all("rect") if tag["class"].startswith("fill")]
    assert widths[-2:] == ["75.00%", "100.00%"]


def test_small_figure_cannot_be_read_from_its_bar(home, client):
    add_reading(home, "few", 2, target=100)
    page = read(client, "/figures/")
    assert "<5" in page.text
    widths = [tag["width"] for tag in page.all("rect") if tag["class"].startswith("fill")]
    assert widths[-2:] == ["5.00%", "100.00%"]


def test_privacy_page_names_the_cookies_that_are_really_set(home, client):
    client.get("/sign-in/login/")
    assert set(client.cookies) <= {"seedbed_csrf", "seedbed_session"}
    text = read(client, "/your-data/").text
    assert [name for name in ("seedbed_csrf", "seedbed_session") if name not in text] == []


@pytest.mark.parametrize("address", ["/", "/calls/", "/stories/", "/figures/", "/your-data/"])
def test_public_pages_set_no_cookie_and_load_nothing_foreign(home, client, address):
    page = read(client, address)
    assert list(client.cookies) == []
    scripts = [tag for tag in page.all("script") if tag.get("type") != "application/ld+json"]
    loaded = [tag.get("src") for tag in page.all("img")]
    loaded += [tag["href"] for tag in page.all("link") if tag["rel"] in ("stylesheet", "icon")]
    assert [url for url in loaded if not url.startswith("/")] == []
    assert scripts == []
    assert [tag for _name, tag in page.tags if "style" in tag] == []


def test_search_finds_words_in_the_readers_language(home, client):
    make_call_page(home, code="autumn")
    make_story()
    assert read(client, "/search/?q=neighbours").links["The oven"] == "/stories/oven/"
    assert read(client, "/ar/search/?q=الجيران").links["الفرن"] == "/ar/stories/oven/"
    assert "الفرن" not in read(client, "/ar/search/?q=neighbours").text


def test_search_hides_drafts_and_takes_any_input(home, client):
    StandardPage.objects.get(slug="accessibility", locale=home.locale).unpublish()
    assert "Nothing found" in read(client, "/search/?q=WCAG").text
    for words in ("", "%00", "'\"", "a" * 5000, "&|!():*"):
        assert client.get("/search/", {"q": words}).status_code == 200


def test_missing_page_speaks_our_words(home, client):
    response = client.get("/nothing/here/")
    assert (response.status_code, "This page is not here" in response.content.decode()) == (
        404,
        True,
    )


def test_sitemap_lists_every_language(home, client, settings):
    settings.BASE_URL = "https://seedbed.example"
    xml = client.get("/sitemap.xml").content.decode()
    assert xml.count("<loc>") == 26
    assert "<loc>https://seedbed.example/ar/figures/</loc>" in xml


def test_robots_keep_out_of_private_rooms(client, db, settings):
    settings.BASE_URL = "https://seedbed.example"
    lines = client.get("/robots.txt").content.decode().splitlines()
    expected = {"Disallow: /my/", "Disallow: /ar/my/", "Disallow: /apply/", "Disallow: /consent/"}
    assert expected - set(lines) == set()
    assert lines[-1] == "Sitemap: https://seedbed.example/sitemap.xml"
