"""The part of a standing page that the software writes from what it really does."""

from datetime import timedelta

import pytest
from django.conf import settings

from cms import actions, site_facts, standing_text
from cms.models import StandardPage

from .page import read

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(minutes=1), "1 minute"),
        (timedelta(hours=12), "12 hours"),
        (timedelta(days=7), "7 days"),
        (timedelta(weeks=52), "1 year"),
        (timedelta(days=730), "2 years"),
    ],
)
def test_span_is_said_in_its_largest_unit(span, words):
    assert site_facts.spoken(span) == words


def test_every_cookie_that_is_set_stands_on_the_page(home, client):
    text = read(client, "/your-data/").text
    assert list(client.cookies) == []
    for address in ("/sign-in/login/", "/search/"):
        client.get(address)
    client.post("/sign-in/login/", {"login": "x@example.org", "password": "wrong"})
    named = {fact.name for fact in site_facts.cookies()}
    assert (set(client.cookies) - named, {name for name in named if name not in text}) == (
        set(),
        set(),
    )


def test_own_words_leave_it_to_the_software_to_name_and_count_cookies():
    words = {code: page.html for code, page in standing_text.PRIVACY.items()}
    counted = ("two", "both", "12", "deux", "ملفين", "два")
    assert [(code, word) for code in words for word in counted if f" {word} " in words[code]] == []


def test_people_of_an_event_are_kept_as_long_as_the_page_says(home, client):
    text = read(client, "/your-data/").text
    assert "30 days after the event. If you never say yes: 2 days." in text


def test_periods_follow_the_settings(home, client, settings):
    settings.SESSION_COOKIE_AGE = 3 * 60 * 60
    assert "Keeps you signed in. 3 hours" in read(client, "/your-data/").text


def test_answers_to_needs_are_kept_as_long_as_the_page_says(home, client):
    words = site_facts.spoken(actions.KEEP_RESPONSES)
    assert f"To write back to you. {words}" in read(client, "/your-data/").text


def test_accessibility_page_names_the_languages_that_wait_for_a_reader(home, client):
    text = read(client, "/accessibility/").text
    assert [name for name in site_facts.languages_by_machine() if name not in text] == []
    assert site_facts.contact() in text


def test_page_without_such_a_part_says_nothing_of_its_own(home, client):
    page = StandardPage.objects.get(slug="your-data", locale=home.locale)
    page.part = ""
    page.save_revision().publish()
    assert settings.SESSION_COOKIE_NAME not in read(client, "/your-data/").text
