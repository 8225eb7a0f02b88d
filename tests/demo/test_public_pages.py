"""Every type of public page, as the demo shows it: valid, light, no link that leads nowhere.

A new type of page that the demo doesn't show makes the first test fail.
"""

import gzip
from collections.abc import Iterator

import html5lib
import pytest
from django.contrib.contenttypes.models import ContentType
from django.contrib.staticfiles import finders
from django.core.cache import caches
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from cms.broken_links import Crawl
from freshness.memory import memory
from tests.cms.page import Page
from tests.public_pages import ADDRESSES, NOT_READ, by_type, page_types, public_names, visits
from tests.reading import grade, sentences

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]
HTML, NEXT_PAGE, FIRST_VISIT = 20_000, 8_000, 30_000
SCHOOL_YEAR = 6


def pages() -> list[tuple[str, bytes]]:
    client = Client()
    return [(url, client.get(url).content) for urls in by_type().values() for url in urls]


@pytest.fixture(scope="module")
def every_answer(demo, django_db_blocker) -> list[tuple[str, bytes]]:
    """Each page in each of its states and languages, as it comes from the server."""
    with django_db_blocker.unblock(), translation.override("en"), transaction.atomic():
        found = list(answers(Client()))
        transaction.set_rollback(True)
    return found


def answers(client: Client) -> Iterator[tuple[str, bytes]]:
    for visit in visits():
        for language in visit.languages:
            url = visit.address(language)
            answer = client.post(url, {"sent": "empty"}) if visit.sent else client.get(url)
            assert answer.status_code == visit.status, url
            yield f"{visit} in {language}", answer.content


def test_demo_shows_every_type_of_page_in_two_languages():
    shown_types = by_type()
    assert set(shown_types) == page_types()
    assert {kind.__name__: len(urls) for kind, urls in shown_types.items() if len(urls) != 2} == {}


def test_every_address_that_people_read_is_visited():
    assert public_names() == {*ADDRESSES, *NOT_READ}, "see tests/public_pages.py"


def test_no_link_of_the_site_or_of_the_demos_own_pages_leads_nowhere():
    crawl = Crawl(also=("/demo/",)).run()
    assert {"/demo/", "/demo/inbox/"} <= crawl.pages.keys()
    assert [f"{each.page}: {each.target} {each.why}" for each in crawl.broken] == []
    assert len(crawl.pages) > len(by_type())


def test_html_has_no_mistake(every_answer):
    found = []
    for url, html in every_answer:
        parser = html5lib.HTMLParser()
        parser.parse(html.decode())
        found += [f"{url} {place}: {code} {data}" for place, code, data in parser.errors]
        ids = [tag["id"] for _name, tag in Page(html.decode()).tags if "id" in tag]
        found += [f"{url}: id {each} twice" for each in {i for i in ids if ids.count(i) > 1}]
    assert found == []


def test_our_english_is_easy_to_read(every_answer):
    """Every page in each of its states, at most the sixth school year."""
    hard = {}
    for url, html in every_answer:
        said = sentences(html.decode().partition("<main")[2].partition("</main>")[0])
        if url.endswith(" in en") and said and grade(said) > SCHOOL_YEAR:
            hard[url] = (round(grade(said), 1), sorted(said, key=len)[-1])
    assert hard == {}


def test_pages_are_light():
    parts = ("css/seedbed.css", "img/favicon.svg")
    others = 0
    for part in parts:
        with open(finders.find(part), "rb") as file:
            others += len(gzip.compress(file.read()))
    sizes = {url: (len(html), len(gzip.compress(html))) for url, html in pages()}
    heavy = {
        url: size
        for url, size in sizes.items()
        if size[0] > HTML or size[1] > NEXT_PAGE or size[1] + others > FIRST_VISIT
    }
    assert heavy == {}


KNOWING_NOTHING = {
    "CallIndexPage": 5,
    "CallPage": 3,
    "EventIndexPage": 6,
    "EventPage": 3,
    "HomePage": 5,
    "ImpactPage": 3,
    "JournalIndexPage": 6,
    "JournalPage": 7,
    "LessonIndexPage": 6,
    "LessonPage": 6,
    "NewsIndexPage": 7,
    "NewsPage": 7,
    "PartnerIndexPage": 8,
    "PartnerPage": 8,
    "ProjectIndexPage": 7,
    "ProjectPage": 7,
    "ResourceIndexPage": 5,
    "ResourcePage": 5,
    "SectionPage": 5,
    "StandardPage": 3,
    "StoryIndexPage": 6,
    "StoryPage": 7,
}
"""Queries of each type of page in a process that knows nothing, as after a start: no part, no type,
no picture."""
MADE_ANEW = dict.fromkeys(KNOWING_NOTHING, 1)
"""The same where what pages show of other records (lists, menus, names, cards) is known."""


@pytest.fixture
def known_parts(monkeypatch):
    """The memory is on; nothing is announced, since nothing changes."""
    monkeypatch.setattr(memory, "most_bytes", 8 * 1024 * 1024)
    memory.trust(float("inf"))
    yield
    memory.lose()


def page_forgotten(url: str) -> None:
    memory.drop(("http", "testserver", url))


def everything_forgotten(_url: str) -> None:
    memory.empty()
    ContentType.objects.clear_cache()
    caches["renditions"].clear()


@pytest.mark.parametrize(
    ("forgotten", "costs"),
    [
        pytest.param(page_forgotten, MADE_ANEW, id="made anew"),
        pytest.param(everything_forgotten, KNOWING_NOTHING, id="knowing nothing"),
    ],
)
def test_page_costs_few_queries(known_parts, forgotten, costs):
    """Another reader saw the page before."""
    client, found = Client(), {}
    for kind, urls in by_type().items():
        for url in urls:
            client.get(url)
            forgotten(url)
            with CaptureQueriesContext(connection) as spent:
                assert client.get(url).status_code == 200
            found.setdefault(kind.__name__, set()).add(len(spent))
    assert max(max(each) for each in found.values()) <= 8
    assert {name: max(each) for name, each in found.items()} == costs


def test_first_picture_comes_at_once_and_others_when_seen():
    """The large picture of a page is fetched first, in the smallest format that a browser reads."""
    found = []
    for url, html in pages():
        page = Page(html.decode())
        eager = [each for each in page.all("img") if each.get("loading") != "lazy"]
        if len(eager) > 1 or any(each.get("fetchpriority") != "high" for each in eager):
            found.append(url)
        better = {each["type"] for each in page.all("source")}
        last = {str(each["src"])[-5:] for each in eager}
        if eager and (better - {"image/avif"} or last != {".webp"}):
            found.append(f"{url} {better} {last}")
    assert found == []


def test_shared_links_show_a_picture_of_the_usual_shape():
    shapes = set()
    for _url, html in pages():
        properties = {each.get("property"): each for each in Page(html.decode()).all("meta")}
        shapes.add(tuple(properties[f"og:image:{side}"]["content"] for side in ("width", "height")))
    assert shapes == {("1200", "630")}


def test_nothing_jumps_while_a_page_loads():
    """Each picture has its size; the first one is fetched at once, those of lists when seen."""
    found = []
    for url, html in pages():
        pictures = Page(html.decode()).all("img")
        found += [
            f"{url}: {each['src']}" for each in pictures if not {"width", "height"} <= each.keys()
        ]
    assert found == []
