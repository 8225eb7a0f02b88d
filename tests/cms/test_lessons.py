"""Lessons: the list and its filters, one lesson, and where more of it can be read."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from accounts.models import User
from cms import search, shown
from cms.actions import hide_project, withdraw_consent
from cms.models import LessonPage
from tests.factories.cms import make_consent, make_story
from tests.factories.learning import make_journal, make_lesson
from tests.factories.programmes import CityFactory, ThemeFactory
from tests.factories.projects import make_project

from .page import read

pytestmark = pytest.mark.django_db


def listed(client, query: str = "") -> list[str]:
    """The slugs of the list, in its order."""
    found = (str(tag["href"]) for tag in read(client, f"/lessons/{query}").all("a"))
    return [
        each.split("/")[2] for each in found if each.startswith("/lessons/") and each.count("/") > 2
    ]


@pytest.fixture
def three(home):
    """Three lessons, a month apart from each other."""
    city, theme = CityFactory(slug="leeds"), ThemeFactory(slug="bread")
    city.programmes.add(home.programme)
    theme.programmes.add(home.programme)
    about = {
        "first": {"city": city},
        "second": {"themes": [theme]},
        "third": {"city": city, "themes": [theme, ThemeFactory()]},
    }
    for month, (slug, facts) in enumerate(about.items(), 1):
        with time_machine.travel(datetime(2026, month, 1, tzinfo=UTC)):
            make_lesson(home, slug=slug, **facts)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["third", "second", "first"]),
        ("?city=leeds", ["third", "first"]),
        ("?theme=bread", ["third", "second"]),
        ("?theme=bread&city=leeds", ["third"]),
        ("?city=nowhere&theme=nothing", ["third", "second", "first"]),
    ],
)
def test_lessons_are_listed_newest_first_and_by_filters(three, client, query, found):
    assert listed(client, query) == found


def test_list_says_when_nothing_fits_and_when_there_is_nothing(home, client):
    assert "No lesson yet" in read(client, "/lessons/").text
    CityFactory(slug="leeds").programmes.add(home.programme)
    page = read(client, "/lessons/?city=leeds")
    assert ("No lesson fits" in page.text, page.links["Clear"]) == (True, "?")


def test_next_part_of_the_list_keeps_the_filter(home, client):
    city = CityFactory(slug="leeds")
    city.programmes.add(home.programme)
    for number in range(13):
        make_lesson(home, slug=f"lesson-{number}", languages="en", city=city)
    more = read(client, "/lessons/?city=leeds").links["Next"]
    assert more.startswith("?city=leeds&after=")
    assert listed(client, more) == ["lesson-0"]


def test_lesson_tells_challenge_action_and_result_in_that_order(home, client):
    make_lesson(home, city=CityFactory(name="Leeds"), themes=[ThemeFactory(name="Bread")])
    text = read(client, "/lessons/knock-twice/").text
    assert "Leeds · Bread Knock again. The challenge Bells rang softly. What we did We" in text
    assert "What came of it Doors opened. All lessons" in text
    assert "رنّ الجرس." in read(client, "/ar/lessons/knock-twice/").text


def test_lesson_leads_to_its_story_project_and_journal_in_its_language(home, client):
    journal = make_journal(home)
    make_lesson(home, story=make_story(), project=make_project(), journal=journal)
    links = set(read(client, "/lessons/knock-twice/").links.values())
    assert {"/stories/oven/", "/journals/journal-1/"} <= links
    assert [each for each in links if each.startswith("/projects/") and each != "/projects/"] != []
    links = set(read(client, "/ar/lessons/knock-twice/").links.values())
    assert {"/ar/stories/oven/", "/ar/journals/journal-1/"} <= links


def test_lesson_names_no_story_or_project_that_may_not_be_seen(home, client):
    consent, project = make_consent(), make_project()
    make_lesson(home, story=make_story(consent=consent), project=project)
    withdraw_consent(consent, by=User.objects.system())
    hide_project(project.award.showing, by=User.objects.system())
    assert "Read more about it" not in read(client, "/lessons/knock-twice/").text


def test_lesson_comes_and_goes_by_the_clock(home, client):
    page = make_lesson(home, languages="en")
    page.unpublish()
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.expire_at = timezone.now() + timedelta(days=3)
    page.save_revision().publish()
    seen = []
    for days in (0, 2, 4):
        with time_machine.travel(timezone.now() + timedelta(days=days), tick=False):
            call_command("publish_scheduled")
            seen.append(client.get("/lessons/knock-twice/").status_code)
    assert seen == [404, 200, 404]


@pytest.mark.parametrize("word", ["twice", "bells", "knocked", "softly"])
def test_lesson_is_found_by_each_of_its_words(home, word):
    page = make_lesson(home)
    assert [found.pk for found in search.pages(word, "en")] == [page.pk]


def test_lesson_is_in_the_sitemap(home, client):
    make_lesson(home)
    assert shown.pages("ar").filter(slug="knock-twice").count() == 1
    assert client.get("/sitemap.xml").content.count(b"/lessons/knock-twice/</loc>") == 2


def test_draft_of_a_lesson_is_seen_by_nobody(home, client):
    make_lesson(home, languages="en").unpublish()
    assert client.get("/lessons/knock-twice/").status_code == 404
    assert (listed(client), LessonPage.objects.count()) == ([], 1)
