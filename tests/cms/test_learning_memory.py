"""Journals and lessons come from memory, and are forgotten exactly when what they show changes."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cms.models import Challenge, ChallengeReading, HomePage, JournalPage, LessonPage, Level
from freshness import listening
from freshness.memory import memory
from programmes.models import City
from tests.factories.cms import make_story
from tests.factories.learning import make_challenge, make_journal, make_lesson, make_zoom_in
from tests.factories.programmes import CityFactory
from tests.own_database import own_database

from .live import forgotten, wait_until, warm

ENGLISH = {
    "/journals/", "/journals/journal-1/", "/journals/journal-2/", "/journals/zoom-in-1/",
}  # fmt: skip
ARABIC = {f"/ar{address}" for address in ENGLISH}
ZOOM_INS = {"/journals/zoom-in-1/", "/ar/journals/zoom-in-1/"}
LESSONS = {"/lessons/", "/ar/lessons/"}
LESSON = {"/lessons/knock-twice/", "/ar/lessons/knock-twice/"}
EVERY_PAGE = ENGLISH | ARABIC | LESSONS | LESSON | {"/stories/oven/"}


@pytest.fixture(scope="module")
def database(site_database, django_db_blocker):
    with django_db_blocker.unblock(), own_database("learning", of=site_database):
        yield


@pytest.fixture(scope="module")
def site(database):
    home = HomePage.objects.get(locale__language_code="en")
    cold, city = make_challenge(home.programme), CityFactory(slug="leeds")
    story = make_story()
    make_journal(home, 1, seen={cold: Level.HIGH})
    second = make_journal(home, 2, seen={cold: Level.LOW}, stories=[story])
    make_zoom_in(home, 1, city=city)
    make_lesson(home, city=city, journal=second, story=story)
    return home


@pytest.fixture(autouse=True)
def at_work(site, settings, monkeypatch):
    """The memory is on, and this process listens."""
    settings.PAGE_MEMORY_MB = 8
    monkeypatch.setattr(memory, "most_bytes", 8 * 1024 * 1024)
    listening.listen()
    wait_until(lambda: memory.trusted)
    yield
    memory.empty()


@pytest.fixture(scope="module", autouse=True)
def quiet_afterwards(database):
    yield
    listening.stop()


def journal(number: int, language: str = "en") -> JournalPage:
    return JournalPage.objects.get(series="journal", number=number, locale__language_code=language)


def publish_a_journal():
    page = journal(2)
    page.introduction = "Said anew."
    page.save_revision().publish()


def save_a_draft():
    page = journal(2)
    page.title = "Not for readers yet"
    page.save_revision()


def correct_a_level_by_hand():
    ChallengeReading.objects.filter(page=journal(1)).update(level=Level.MEDIUM)


def rename_a_challenge():
    Challenge.objects.update(name="Cold rooms")


def rename_a_city():
    City.objects.filter(slug="leeds").update(name="Leeds upon Aire")


def publish_a_lesson():
    page = LessonPage.objects.get(locale__language_code="en")
    page.result = "More doors opened."
    page.save_revision().publish()


@pytest.mark.parametrize(
    ("change", "shows_it"),
    [
        (publish_a_journal, ENGLISH | ARABIC | {"/lessons/knock-twice/"}),
        (save_a_draft, set()),
        (correct_a_level_by_hand, (ENGLISH | ARABIC) - ZOOM_INS),
        (rename_a_challenge, (ENGLISH | ARABIC) - ZOOM_INS),
        (rename_a_city, EVERY_PAGE),
        (publish_a_lesson, LESSONS | LESSON | ENGLISH - {"/journals/"}),
    ],
)  # fmt: skip
def test_change_empties_what_shows_it_and_nothing_else(change, shows_it):
    assert forgotten(EVERY_PAGE, change) == shows_it


def test_kept_page_costs_no_query():
    warm(*EVERY_PAGE)
    with CaptureQueriesContext(connection) as spent:
        for address in EVERY_PAGE:
            Client().get(address)
    assert len(spent) == 0


@pytest.mark.parametrize(
    ("address", "other", "queries"),
    [
        ("/journals/", "/lessons/", 6),
        ("/journals/journal-2/", "/journals/journal-1/", 6),
        ("/lessons/", "/journals/", 6),
        ("/lessons/knock-twice/", "/journals/journal-1/", 6),
    ],
)
def test_page_made_anew_costs_little(address, other, queries):
    """What all pages share is kept since `other` was read; this page nobody read yet."""
    memory.empty()
    warm(other)
    with CaptureQueriesContext(connection) as spent:
        Client().get(address)
    assert len(spent) == queries, "\n".join(each["sql"][:150] for each in spent)
