"""Journals and zoom-ins: two numbered series, and how challenges move from one to the next."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import gettext, override
from wagtail.models import Locale

from cms import search, shown
from cms.actions import withdraw_consent
from cms.models import ChallengeReading, JournalPage, Level
from tests.factories.cms import make_consent, make_story
from tests.factories.learning import make_challenge, make_journal, make_lesson, make_zoom_in
from tests.factories.programmes import CityFactory, ProgrammeFactory, ThemeFactory

from .page import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def coventry(home):
    return CityFactory(slug="coventry", name="Coventry")


@pytest.fixture
def cold(home):
    return make_challenge(home.programme, "Cold homes", name_words={"ar": "بيوت باردة"})


def links(page, *starts: str) -> list[str]:
    found = (str(tag["href"]) for tag in page.all("a"))
    return [each for each in found if each.startswith(starts) and each.count("/") == 3]


def test_index_lists_both_series_the_latest_first(home, client, coventry):
    for number in (1, 2):
        make_journal(home, number)
        make_zoom_in(home, number, city=coventry)
    page = read(client, "/journals/")
    assert links(page, "/journals/") == [
        "/journals/journal-2/", "/journals/journal-1/",
        "/journals/zoom-in-2/", "/journals/zoom-in-1/",
    ]  # fmt: skip
    assert "Zoom-in no. 2 · 1 February 2026 – 28 February 2026 · Coventry" in page.text


def test_index_without_a_journal_says_so(home, client):
    assert "No journal yet" in read(client, "/journals/").text


def test_older_journals_stand_on_the_next_part_with_their_own_table(home, client, cold):
    for number in range(1, 8):
        make_journal(home, number, languages="en", seen={cold: Level.HIGH})
    first = read(client, "/journals/")
    assert links(first, "/journals/") == [f"/journals/journal-{n}/" for n in (7, 6, 5, 4, 3, 2)]
    second = read(client, f"/journals/{first.links['Next']}")
    assert links(second, "/journals/") == ["/journals/journal-1/"]
    assert columns(second) == ["No. 1"]


def test_zoom_ins_have_a_list_of_their_own_once_there_are_many(home, client, coventry):
    for number in range(1, 8):
        make_zoom_in(home, number, city=coventry, languages="en")
    assert read(client, "/journals/").links["All zoom-ins"] == "?show=zoom-ins"
    first = read(client, "/journals/?show=zoom-ins")
    second = read(client, f"/journals/{first.links['Next']}")
    assert links(second, "/journals/") == ["/journals/zoom-in-1/"]
    assert second.links["All journals"] == "/journals/"


def test_key_that_makes_no_sense_shows_the_first_part(home, client):
    make_journal(home)
    for key in ("nonsense", "2026-99-99~1", "2026-01-31~x", "2026-01-31T10:00~1"):
        assert client.get(f"/journals/?after={key}").status_code == 200


def columns(page) -> list[str]:
    """The labels of the columns of the table, without the last, which sums up."""
    labels = [str(tag["data-label"]) for tag in page.all("td") if "data-label" in tag]
    return labels[:-1]


def test_table_shows_how_each_challenge_moved(home, client, cold):
    jobs = make_challenge(home.programme, "Few jobs", position=1)
    make_journal(home, 1, seen={cold: Level.HIGH})
    make_journal(home, 2, seen={jobs: Level.MEDIUM, cold: Level.MEDIUM})
    make_journal(home, 3, seen={cold: Level.RESOLVED, jobs: Level.HIGH})
    text = read(client, "/journals/").text
    assert "Cold homes High Medium Resolved Better than in no. 1" in text
    assert "Few jobs Not looked at Medium High Worse than in no. 2" in text
    arabic = read(client, "/ar/journals/")
    assert "بيوت باردة" in arabic.text


def test_table_of_each_programme_stands_alone(home, client, cold):
    other = ProgrammeFactory(name="Green Streets")
    make_journal(home, 1, seen={cold: Level.HIGH})
    make_journal(
        home, 1, slug="green", programme=other, seen={make_challenge(other, "Mud"): Level.LOW}
    )
    text = read(client, "/journals/").text
    assert "Challenges of Friendly Cities Challenge No. 1, January 2026 So far Cold homes" in text
    assert "Challenges of Green Streets Challenge No. 1, January 2026 So far Mud Low" in text


@pytest.mark.parametrize(
    ("before", "now", "words"),
    [
        (Level.HIGH, Level.LOW, "Low Better than in no. 1 Two doors opened."),
        (Level.LOW, Level.HIGH, "High Worse than in no. 1 Two doors opened."),
        (Level.LOW, Level.LOW, "Low The same as in no. 1 Two doors opened."),
        (Level.LOW, Level.RESOLVED, "Resolved Better than in no. 1 Two doors opened."),
    ],
)
def test_journal_says_in_words_how_a_challenge_moved(home, client, cold, before, now, words):
    make_journal(home, 1, seen={cold: before})
    make_journal(home, 2, seen={cold: now})
    assert f"Cold homes {words}" in read(client, "/journals/journal-2/").text
    first = read(client, "/journals/journal-1/").text
    assert f"Cold homes {before.label} Looked at for the first time" in first


def test_movement_is_since_the_last_journal_that_looked(home, client, cold):
    make_journal(home, 1, seen={cold: Level.HIGH})
    make_journal(home, 2)
    make_journal(home, 3, seen={cold: Level.LOW})
    JournalPage.objects.get(number=3, locale__language_code="ar").unpublish()
    assert "Better than in no. 1" in read(client, "/journals/journal-3/").text


def test_movement_ignores_a_draft(home, client, cold):
    make_journal(home, 1, languages="en", seen={cold: Level.HIGH}).unpublish()
    make_journal(home, 2, seen={cold: Level.LOW})
    assert "Looked at for the first time" in read(client, "/journals/journal-2/").text


def test_observations_are_in_the_language_of_the_page(home, client, cold):
    make_journal(home, 1, seen={cold: Level.HIGH})
    arabic = read(client, "/ar/journals/journal-1/").text
    assert ("فُتح بابان." in arabic, "Two doors" in arabic) == (True, False)


def test_journal_that_is_not_translated_counts_in_every_language(home, client, cold):
    make_journal(home, 1, seen={cold: Level.LOW})
    make_journal(home, 2, seen={cold: Level.HIGH}, languages="en")
    make_journal(home, 3, seen={cold: Level.MEDIUM})
    with override("ar"):
        levels = " ".join(str(each.label) for each in (Level.LOW, Level.HIGH, Level.MEDIUM))
        worse, better = (
            gettext(f"{word} than in no. %(number)s") % {"number": number}
            for word, number in (("Worse", 1), ("Better", 2))
        )
    index = read(client, "/ar/journals/")
    assert f"{levels} {worse}" in index.text
    assert [tag["lang"] for tag in index.all("a", href="/journals/journal-2/")] == ["en"]
    third = read(client, "/ar/journals/journal-3/")
    assert better in third.text
    assert [tag["hreflang"] for tag in third.all("a", rel="prev")] == ["en"]


def test_readings_of_one_challenge_are_translations_of_each_other(home, cold):
    make_journal(home, 1, seen={cold: Level.HIGH})
    english, arabic = ChallengeReading.objects.order_by("page__path")
    assert english.translation_key == arabic.translation_key
    assert (english.locale.language_code, arabic.locale.language_code) == ("en", "ar")


def test_previous_and_next_stay_in_series_programme_and_language(home, client, coventry):
    for number in (1, 2, 3):
        make_journal(home, number)
    make_zoom_in(home, 1, city=coventry)
    make_journal(home, 4, slug="other", programme=ProgrammeFactory())
    middle = read(client, "/journals/journal-2/").links
    assert (middle["Journal no. 1"], middle["Journal no. 3"]) == (
        "/journals/journal-1/",
        "/journals/journal-3/",
    )
    assert "Journal no. 4" not in read(client, "/journals/journal-3/").links
    arabic = set(read(client, "/ar/journals/journal-2/").links.values())
    assert {"/ar/journals/journal-1/", "/ar/journals/journal-3/"} <= arabic
    alone = read(client, "/journals/zoom-in-1/")
    assert [tag for tag in alone.all("a") if tag.get("rel") in ("prev", "next")] == []


def test_journal_names_its_stories_while_they_may_be_told(home, client):
    consent = make_consent()
    make_journal(home, stories=[make_story(consent=consent)])
    assert read(client, "/journals/journal-1/").links["The oven"] == "/stories/oven/"
    assert read(client, "/ar/journals/journal-1/").links["الفرن"] == "/ar/stories/oven/"
    withdraw_consent(consent, by=home.owner)
    assert "The oven" not in read(client, "/journals/journal-1/").links


def test_journal_leads_to_the_lessons_that_name_it(home, client):
    journal = make_journal(home, 1)
    make_lesson(home, journal=journal)
    make_lesson(home, slug="other", journal=make_journal(home, 2))
    assert read(client, "/journals/journal-1/").links["Knock twice"] == "/lessons/knock-twice/"
    arabic = set(read(client, "/ar/journals/journal-1/").links.values())
    assert ("/ar/lessons/knock-twice/" in arabic, "/ar/lessons/other/" in arabic) == (True, False)


def refusal(page: JournalPage) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as refused:
        page.full_clean()
    return refused.value.message_dict


def test_number_that_is_taken_is_refused_in_words(home):
    make_journal(home, 1)
    second = make_journal(home, 2)
    second.number = 1
    assert refusal(second)["number"] == ["Journal no. 1 is there already. Choose another number."]


def test_period_that_is_reversed_is_refused_in_words(home):
    page = make_journal(home)
    page.period_to = page.period_from - timedelta(days=1)
    sentence = "The last day comes before the first. Change one of them."
    assert refusal(page)["period_to"] == [sentence]


def test_zoom_in_on_nothing_is_refused_in_words(home):
    page = make_zoom_in(home, theme=ThemeFactory())
    page.theme = None
    sentence = "Choose the city or the theme that this zoom-in looks at."
    assert refusal(page)["city"] == [sentence]


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"number": 1}, "journal_number_once_in_a_language"),
        ({"number": 0}, "journals_count_from_one"),
        ({"period_to": date(2000, 1, 1)}, "journal_ends_after_it_begins"),
        ({"series": "zoom_in"}, "zoom_in_looks_at_something"),
    ],
)
def test_database_keeps_what_must_hold(home, change, constraint):
    make_journal(home, 1)
    second = make_journal(home, 2)
    with pytest.raises(IntegrityError, match=constraint):
        JournalPage.objects.filter(pk=second.pk).update(**change)


def test_number_is_free_in_another_series_programme_and_language(home, coventry):
    make_journal(home, 1)
    make_zoom_in(home, 1, city=coventry)
    make_journal(home, 1, slug="other", programme=ProgrammeFactory())
    numbers = JournalPage.objects.values_list("number", "numbered_in__language_code")
    assert sorted(numbers) == [(1, "ar")] * 3 + [(1, "en")] * 3


def test_two_readings_may_change_places(home, cold):
    jobs = make_challenge(home.programme, "Few jobs")
    page = make_journal(home, 1, languages="en", seen={cold: Level.HIGH, jobs: Level.LOW})
    first, second = page.readings.order_by("pk")
    first.challenge, second.challenge = jobs, cold
    page.readings = [first, second]
    page.save_revision().publish()
    kept = ChallengeReading.objects.order_by("pk").values_list("challenge__name", "level")
    assert list(kept) == [("Few jobs", Level.HIGH), ("Cold homes", Level.LOW)]


def test_mirror_of_a_journal_in_another_language_takes_no_number(home):
    page = make_journal(home, 1, languages="en")
    alias = page.copy_for_translation(Locale.objects.get(language_code="ar"), alias=True)
    assert (alias.number, alias.numbered_in_id) == (1, None)
    assert make_journal(home, 2).numbered_in.language_code == "en"


def test_journal_comes_and_goes_by_the_clock(home, client):
    page = make_journal(home, languages="en")
    page.unpublish()
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.expire_at = timezone.now() + timedelta(days=3)
    page.save_revision().publish()
    seen = []
    for days in (0, 2, 4):
        with time_machine.travel(timezone.now() + timedelta(days=days), tick=False):
            call_command("publish_scheduled")
            seen.append(client.get("/journals/journal-1/").status_code)
    assert seen == [404, 200, 404]


def test_journal_is_in_search_by_what_was_seen_and_in_the_sitemap(home, client, cold):
    page = make_journal(home, seen={cold: Level.HIGH})
    assert [found.pk for found in search.pages("doors", "en")] == [page.pk]
    assert shown.pages("ar").filter(slug="journal-1").count() == 1
    assert client.get("/sitemap.xml").content.count(b"/journals/journal-1/</loc>") == 2


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("address", "queries"),
    [("/journals/", 6), ("/journals/journal-5/", 7), ("/lessons/", 6), ("/lessons/last/", 6)],
)
def test_pages_cost_the_same_however_much_there_is(home, client, address, queries, rows):
    story = make_story(languages="en")
    city, theme = CityFactory(), ThemeFactory()
    challenges = [make_challenge(home.programme, f"No. {number}") for number in range(rows)]
    seen = dict.fromkeys(challenges, Level.HIGH)
    for number in (*range(1, rows + 1), 5, 6):
        facts = {"languages": "en", "city": city, "stories": [story]}
        journal = make_journal(home, number, seen=seen, **facts)
        make_zoom_in(home, number, **facts)
        slug = "last" if number == 6 else f"lesson-{number}"
        make_lesson(
            home, slug=slug, languages="en", city=city, themes=[theme], story=story, journal=journal
        )
    client.get(address)
    with CaptureQueriesContext(connection) as spent:
        assert client.get(address).status_code == 200
    assert len(spent) == queries, "\n".join(each["sql"][:180] for each in spent)


def test_page_says_when_it_was_published(home, client):
    with time_machine.travel(datetime(2027, 3, 1, 12, tzinfo=timezone.get_current_timezone())):
        make_journal(home, languages="en")
    held = read(client, "/journals/journal-1/").all("meta", property="article:published_time")
    assert [str(tag["content"])[:10] for tag in held] == ["2027-03-01"]
