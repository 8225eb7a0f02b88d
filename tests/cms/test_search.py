"""Search minds neither accents nor the many ways to write an Arabic letter."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.images import get_image_model

from cms.folding import fold
from tests.factories.cms import make_image, make_story

from .page import read

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("Café Déjà", "cafe deja"),
        ("cafe", "café"),
        ("Łódź", "lodz"),
        ("STRASSE", "straße"),
        ("Київ", "київ"),
        ("الإخاء", "الاخاء"),
        ("آمال", "امال"),
        ("ٱلكتاب", "الكتاب"),
        ("مَدْرَسَة", "مدرسه"),
        ("مشـــروع", "مشروع"),
        ("مستشفى", "مستشفي"),
        ("کارگر", "كارگر"),
    ],
)
def test_words_that_people_take_for_the_same_are_the_same(written, asked):
    assert fold(written) == fold(asked)


def test_every_page_leads_to_the_search_in_its_menu_and_its_foot(home, client):
    assert len(read(client, "/").all("a", href="/search/")) == 2
    assert len(read(client, "/ar/").all("a", href="/ar/search/")) == 2


def publish(title: str, introduction: str, **story):
    page = make_story(**story)
    page.title, page.introduction = title, introduction
    page.save_revision().publish()


@pytest.mark.parametrize("asked", ["cafe", "café", "CAFÉ", "creme", "tables"])
def test_accents_do_not_matter(home, client, asked):
    publish("Le Café", "Of crème and tables.", slug="cafe", languages="en")
    assert read(client, f"/search/?q={asked}").links["Le Café"] == "/stories/cafe/"


@pytest.mark.parametrize("asked", ["الإخاء", "الاخاء", "أُخُوَّة", "اخوه"])
def test_forms_of_alef_and_short_vowels_do_not_matter(home, client, asked):
    story = make_story(slug="brothers")
    arabic = story.get_translations().get().specific
    arabic.title, arabic.introduction = "بيت الإخاء", "عن الأخوة: أخوة."
    arabic.save_revision().publish()
    assert read(client, f"/ar/search/?q={asked}").links["بيت الإخاء"] == "/ar/stories/brothers/"


def test_other_records_are_found_as_they_are_written(db):
    make_image("Café")
    found = get_image_model().objects.all().search("Café")
    assert [image.title for image in found] == ["Café"]


def test_search_costs_the_same_however_much_it_finds(home, client):
    costs = []
    for number in range(3):
        make_story(slug=f"story-{number}", languages="en")
        client.get("/search/?q=neighbours")
        with CaptureQueriesContext(connection) as spent:
            found = client.get("/search/?q=neighbours").content.count(b"/stories/story-")
        costs.append((found, len(spent)))
    assert costs == [(1, costs[0][1]), (2, costs[0][1]), (3, costs[0][1])]
    assert costs[0][1] <= 13  # eight where the site is known


def test_word_that_many_pages_hold_is_found_in_a_title_first(home, client, monkeypatch):
    monkeypatch.setattr("cms.indexed.LOOKED_AT", 2)
    publish("Neighbours", "All of them.", slug="neighbours", languages="en")
    for number in range(3):
        make_story(slug=f"story-{number}", languages="en")
    links = read(client, "/search/?q=neighbours").links
    found = [url for url in links.values() if url.startswith("/stories/") and url != "/stories/"]
    assert found[0] == "/stories/neighbours/"


def test_small_words_that_no_index_holds_do_not_matter(home, client):
    make_story()
    assert read(client, "/search/?q=the+oven").links["The oven"] == "/stories/oven/"
    assert "Nothing found" in read(client, "/search/?q=the").text
