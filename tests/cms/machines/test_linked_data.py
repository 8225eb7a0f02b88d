"""Data inside pages: every word of it exists in schema.org, and it says what the page says."""

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from accounts.models import User
from applications.judging.models import Round, Rubric
from applications.training.models import Session
from cms.models import Level
from events.actions import call_off
from events.models import Event
from tests.factories.announcing import make_news
from tests.factories.cms import make_call_page, make_image, make_story
from tests.factories.events import make_event_page
from tests.factories.learning import make_challenge, make_journal, make_lesson
from tests.factories.programmes import CityFactory, ThemeFactory
from tests.factories.resources import make_resource_page, make_version
from tests.factories.training import CohortFactory, CourseFactory

pytestmark = pytest.mark.django_db
VOCABULARY = json.loads(
    (Path(__file__).parents[2] / "data" / "schemaorg_types_30.json").read_text()
)["types"]
SITE = "http://127.0.0.1:8000"


def graph(client, address: str) -> list[dict]:
    html = client.get(address).content.decode()
    [block] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    data = json.loads(block)
    assert data["@context"] == "https://schema.org"
    return data["@graph"]


def unknown(thing) -> list[str]:
    """Types and properties that schema.org 30 does not have."""
    if isinstance(thing, list):
        return [word for each in thing for word in unknown(each)]
    if not isinstance(thing, dict):
        return []
    if "@type" not in thing:
        return [] if list(thing) == ["@id"] else [str(thing)]
    known = {"@type", "@id", *VOCABULARY.get(thing["@type"], "").split()}
    wrong = [f"{thing['@type']}.{name}" for name in thing if name not in known]
    return wrong + [word for value in thing.values() for word in unknown(value)]


def plan_run(cohort) -> None:
    """Two evenings of three hours, in January 2030."""
    for day in (7, 14):
        at = datetime(2030, 1, day, 18, tzinfo=UTC)
        Session.objects.create(
            cohort=cohort, topic="Bread", starts_at=at, ends_at=at + timedelta(hours=3)
        )


@pytest.fixture
def full(home):
    call = make_call_page(home, code="autumn").call
    Round.objects.create(
        call=call,
        rubric=Rubric.objects.create(call=call),
        name="Pitches",
        venue="Town Hall",
        city=CityFactory(name="Dudley"),
        starts_at=timezone.now(),
        ends_at=timezone.now() + timedelta(hours=3),
    )
    course = CourseFactory(
        name="Bake and sell", description="Four evenings.", programme=call.programme
    )
    plan_run(CohortFactory(course=course, city=call.cities.first(), sessions=0))
    make_story(image=make_image(), course=course)
    make_news()
    make_event_page(
        link="https://meet.example.org/x", city=CityFactory(name="Leeds"), theme=ThemeFactory()
    )
    make_version(make_resource_page(languages="en ar").resource, languages="en")
    make_lesson(home)
    challenge = make_challenge(home.programme)
    about = {"city": CityFactory(name="Walsall"), "theme": ThemeFactory(name="Bread")}
    make_journal(home, 3, seen={challenge: Level.LOW}, **about)


def test_every_word_is_in_schema_org(full, client):
    addresses = ["/", "/calls/", "/calls/autumn/", "/stories/", "/stories/oven/", "/figures/"]
    addresses += [
        "/your-data/",
        "/news/",
        "/news/oven-is-here/",
        "/journals/",
        "/journals/journal-3/",
        "/lessons/",
        "/lessons/knock-twice/",
        "/partners/",
        "/events/",
        "/events/repair-day/",
        "/resources/",
        "/resources/how-to-apply/",
        *(f"/ar{each}" for each in addresses),
    ]
    assert [word for each in addresses for word in unknown(graph(client, each))] == []


def test_call_is_a_grant_a_service_and_a_day(full, client):
    grant, service, day, course, trail = graph(client, "/calls/autumn/")
    assert [each["@type"] for each in (grant, service, day, course, trail)] == [
        "MonetaryGrant",
        "GovernmentService",
        "Event",
        "Course",
        "BreadcrumbList",
    ]
    assert (grant["amount"]["currency"], grant["amount"]["maxValue"]) == ("EUR", 5000)
    target = grant["potentialAction"]["target"]["urlTemplate"]
    assert target == f"{SITE}/apply/autumn/start/"
    assert (day["location"]["name"], day["funding"]) == ("Town Hall", {"@id": grant["@id"]})
    assert [stop["item"] for stop in trail["itemListElement"]] == [
        f"{SITE}/",
        f"{SITE}/calls/",
        f"{SITE}/calls/autumn/",
    ]


def test_story_is_an_article_with_its_language(full, client):
    story = graph(client, "/ar/stories/oven/")[0]
    assert (story["@type"], story["inLanguage"], story["headline"]) == (
        "NewsArticle",
        "ar",
        "الفرن",
    )
    assert (story["author"]["@type"], story["author"]["name"]) == (
        "Organization",
        "Friendly Cities",
    )


def test_call_names_its_course_and_when_it_runs(full, client):
    course = graph(client, "/calls/autumn/")[3]
    assert course["name"] == "Bake and sell"
    [run] = course["hasCourseInstance"]
    assert (run["@type"], run["startDate"], run["endDate"], run["courseWorkload"]) == (
        "CourseInstance",
        "2030-01-07",
        "2030-01-14",
        "PT6H",
    )


def test_story_names_the_course(full, client):
    course = graph(client, "/stories/oven/")[0]["mentions"]
    assert (course["@type"], course["name"], course["description"]) == (
        "Course",
        "Bake and sell",
        "Four evenings.",
    )
    assert course["provider"]["name"] == "Friendly Cities"


def test_event_says_how_many_may_come_and_how_but_not_the_link(full, client):
    event = graph(client, "/events/repair-day/")[0]
    assert (event["@type"], event["maximumAttendeeCapacity"], event["inLanguage"]) == (
        "Event",
        2,
        ["en", "ar"],
    )
    assert (event["eventStatus"], event["eventAttendanceMode"]) == (
        "https://schema.org/EventScheduled",
        "https://schema.org/MixedEventAttendanceMode",
    )
    assert event["location"] == [
        {"@type": "Place", "name": "The old tram shed", "address": "Leeds"},
        {"@type": "VirtualLocation", "url": f"{SITE}/events/repair-day/"},
    ]
    assert datetime.fromisoformat(event["startDate"]) == Event.objects.get().starts_at


@pytest.mark.parametrize(
    ("where", "mode"),
    [
        ({}, "https://schema.org/OfflineEventAttendanceMode"),
        (
            {"place": "", "link": "https://meet.example.org/x"},
            "https://schema.org/OnlineEventAttendanceMode",
        ),
    ],
)
def test_cancelled_event_stays_and_says_so(home, client, where, mode):
    page = make_event_page(**where)
    call_off(page.event, by=User.objects.system())
    event = graph(client, "/ar/events/repair-day/")[0]
    assert (event["eventStatus"], event["eventAttendanceMode"]) == (
        "https://schema.org/EventCancelled",
        mode,
    )


def test_resource_is_a_document_in_each_language(full, client):
    work, translation, _trail = graph(client, "/resources/how-to-apply/")
    assert (work["@type"], work["inLanguage"], work["version"]) == ("DigitalDocument", "en", "2")
    assert (work["encodingFormat"], "translationOfWork" in work) == (["application/pdf"], False)
    assert translation["url"] == f"{SITE}/resources/how-to-apply/v1/ar/how-to-apply-ar-v1.pdf"
    assert (translation["inLanguage"], translation["translationOfWork"]) == (
        "ar",
        {"@id": work["@id"]},
    )


def test_journal_is_a_report_of_its_months(full, client):
    report, trail = graph(client, "/journals/journal-3/")
    assert (report["@type"], report["reportNumber"], report["temporalCoverage"]) == (
        "Report",
        "Journal no. 3",
        "2026-03-01/2026-03-28",
    )
    assert (report["contentLocation"]["name"], report["keywords"]) == ("Walsall", "Bread")
    assert trail["itemListElement"][1]["item"] == f"{SITE}/journals/"
    assert graph(client, "/ar/journals/journal-3/")[0]["inLanguage"] == "ar"


def test_words_of_an_editor_cannot_end_the_block(home, client):
    page = make_call_page(home, code="odd", languages="en")
    page.title = "</script><script>alert(1)</script>"
    page.save()
    assert graph(client, "/calls/odd/")[0]["name"] == page.title
    assert b"<script>alert" not in client.get("/calls/odd/").content
