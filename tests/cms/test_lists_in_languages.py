"""A list shows what its language lacks in the first language, once, and says which that is."""

import pytest

from cms.models import CallPage
from tests.factories.announcing import make_news
from tests.factories.cms import make_call_page, make_story
from tests.factories.events import make_event_page
from tests.factories.learning import make_journal, make_lesson
from tests.factories.projects import make_project
from tests.factories.resources import make_resource_page

from .page import read

pytestmark = pytest.mark.django_db


def marked(client, address: str) -> dict[str, tuple]:
    """The links of a page's own entries that say their language, by address."""
    links = read(client, address).all("a")
    return {
        link["href"]: (link["hreflang"], link["lang"], link["dir"])
        for link in links
        if "hreflang" in link and "dir" in link
    }


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (lambda home, words: make_call_page(home, code="one", languages=words), "calls/one"),
        (lambda home, words: make_story(slug="one", languages=words), "stories/one"),
        (lambda home, words: make_event_page(words, code="one"), "events/one"),
        (lambda home, words: make_resource_page(words, code="one"), "resources/one"),
        (lambda home, words: make_journal(home, slug="one", languages=words), "journals/one"),
        (lambda home, words: make_lesson(home, slug="one", languages=words), "lessons/one"),
    ],
    ids=["calls", "stories", "events", "resources", "journals", "lessons"],
)
def test_what_is_not_translated_stands_in_the_list_with_its_language(home, client, make, name):
    kind = name.split("/")[0]
    make(home, "en")
    assert marked(client, f"/ar/{kind}/") == {f"/{name}/": ("en", "en", "ltr")}
    assert "Read it in:" not in read(client, f"/{kind}/").text
    text = read(client, f"/ar/{kind}/").all("bdi", lang="en")
    assert len(text) == 1
    client.get("/")


@pytest.mark.parametrize(
    "kind", ["calls", "stories", "projects", "events", "news", "journals", "lessons"]
)
def test_what_is_translated_stands_there_once_in_the_readers_language(home, client, kind):
    make_call_page(home, code="one")
    make_story(slug="one")
    make_project()
    make_event_page(code="one")
    make_news()
    make_journal(home)
    make_lesson(home)
    assert marked(client, f"/ar/{kind}/") == {}
    assert marked(client, f"/{kind}/") == {}


def test_arabic_words_run_from_right_to_left_in_an_english_list(home, client):
    make_call_page(home, code="one", languages="ar")
    assert marked(client, "/calls/") == {"/ar/calls/one/": ("ar", "ar", "rtl")}
    assert marked(client, "/") == {"/ar/calls/one/": ("ar", "ar", "rtl")}


def test_a_copy_that_nobody_translated_is_no_translation(home, client):
    page = make_call_page(home, code="one", languages="en")
    arabic = page.get_parent().get_translations().get(locale__language_code="ar")
    page.copy_for_translation(arabic.locale, alias=True)
    assert CallPage.objects.live().count() == 2
    assert marked(client, "/ar/calls/") == {"/calls/one/": ("en", "en", "ltr")}


def test_search_by_words_and_filters_find_what_is_not_translated_too(home, client):
    page = make_call_page(home, code="one", languages="en")
    city = page.call.cities.get().slug
    assert list(marked(client, f"/ar/calls/?q=autumn&city={city}")) == ["/calls/one/"]
    assert marked(client, "/ar/calls/?q=autumn&city=elsewhere") == {}
