"""Pages in English and Arabic, and the way between them."""

from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from wagtail.models import Page as WagtailPage
from wagtail.models import Site

from cms import actions
from cms.models import CallPage, HomePage, StandardPage
from notifications.actions import send
from notifications.letters import Letter, Recipient
from programmes.models import Funder
from tests.factories.accounts import OrganisationFactory, UserFactory
from tests.factories.cms import make_call_page, make_story
from tests.sessions import signed_in

from .page import Page, read

pytestmark = pytest.mark.django_db


def switch(page) -> dict[str, str]:
    return {tag["lang"]: tag["href"] for tag in page.all("a") if "hreflang" in tag}


def alternates(page) -> dict[str, str]:
    """The page in other languages; its feeds are alternates without a language."""
    links = page.all("link", rel="alternate")
    return {tag["hreflang"]: tag["href"] for tag in links if "hreflang" in tag}


def test_build_site_makes_both_trees(home):
    assert list(WagtailPage.objects.filter(depth__gt=1).values_list("url_path", flat=True)) == [
        "/home/",
        "/home/calls/",
        "/home/stories/",
        "/home/projects/",
        "/home/events/",
        "/home/figures/",
        "/home/news/",
        "/home/resources/",
        "/home/journals/",
        "/home/lessons/",
        "/home/partners/",
        "/home/your-data/",
        "/home/accessibility/",
        "/home-ar/",
        "/home-ar/calls/",
        "/home-ar/stories/",
        "/home-ar/projects/",
        "/home-ar/events/",
        "/home-ar/figures/",
        "/home-ar/news/",
        "/home-ar/resources/",
        "/home-ar/journals/",
        "/home-ar/lessons/",
        "/home-ar/partners/",
        "/home-ar/your-data/",
        "/home-ar/accessibility/",
    ]


def test_build_site_twice_keeps_the_first(home):
    assert actions.build_site(home.programme, by=home.owner) == home
    assert (HomePage.objects.count(), Site.objects.count()) == (2, 1)


def test_language_switch_keeps_the_page(home, client):
    make_call_page(home, code="autumn")
    english, arabic = read(client, "/calls/autumn/"), read(client, "/ar/calls/autumn/")
    assert switch(english) == {"en": "/calls/autumn/", "ar": "/ar/calls/autumn/"}
    assert switch(arabic) == switch(english)
    assert [tag["lang"] for tag in arabic.all("html", dir="rtl")] == ["ar"]


def test_language_switch_knows_a_slug_of_its_own(home, client):
    make_call_page(home, code="autumn")
    arabic = CallPage.objects.get(locale__language_code="ar")
    arabic.slug = "دعوة"
    arabic.save_revision().publish()
    arabic.refresh_from_db()
    assert switch(read(client, "/calls/autumn/"))["ar"] == arabic.url
    assert switch(read(client, arabic.url))["en"] == "/calls/autumn/"


def test_a_page_that_is_not_translated_says_so_and_offers_what_there_is(home, client):
    page = make_call_page(home, code="autumn", languages="en")
    english = read(client, "/calls/autumn/")
    elsewhere = f"/ar/other-languages/{page.pk}/"
    assert switch(english)["ar"] == elsewhere
    assert list(alternates(english)) == ["en", "x-default"]
    told = read(client, elsewhere)
    assert [tag["lang"] for tag in told.all("html", dir="rtl")] == ["ar"]
    assert [tag["href"] for tag in told.all("a", lang="en", href="/calls/autumn/")] == [
        "/calls/autumn/"
    ]
    assert [tag["content"] for tag in told.all("meta", name="robots")] == ["noindex"]


def test_once_translated_the_old_address_leads_to_the_page(home, client):
    page = make_call_page(home, code="autumn")
    response = client.get(f"/ar/other-languages/{page.pk}/?after=7")
    assert (response.status_code, response.url) == (302, "/ar/calls/autumn/?after=7")


def test_a_story_whose_consent_is_back_is_in_no_other_language(home, client):
    story = make_story()
    address = f"/ar/other-languages/{story.pk}/"
    assert client.get(address).status_code == 302
    actions.withdraw_consent(story.people.get().consent, by=home.owner)
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", ["/calls/", "/search/", "/sign-in/login/"])
def test_the_switch_keeps_the_query(home, client, address):
    page = read(client, f"{address}?city=leeds&after=7")
    assert switch(page)["ar"] == f"/ar{address}?city=leeds&after=7"


def test_whoever_is_signed_in_keeps_the_language_chosen(home):
    user = UserFactory()
    person = signed_in(user)
    page = Page(person.get("/my/?tab=1").content.decode())
    assert [tag["value"] for tag in page.all("button", name="to", lang="ar")] == ["/ar/my/?tab=1"]
    response = person.post("/my/language/", {"to": "/ar/my/?tab=1"})
    assert (response.status_code, response.url) == (302, "/ar/my/?tab=1")
    user.person.refresh_from_db()
    assert user.person.language == "ar"


def test_the_switch_leads_to_no_other_site(home):
    person = signed_in(UserFactory())
    for address in ("https://evil.example/ar/", "//evil.example/", ""):
        assert person.post("/my/language/", {"to": address}).status_code == 400


def test_a_letter_leads_to_its_readers_language(home):
    letter = Letter(kind="test", subject="Hello", body="Hello {name}", action_label="Look")
    to = Recipient(name="Amina", email="amina@example.org", language="ar")
    for path in ("/my/", "/ar/my/"):
        message = send(letter, to=to, path=path)
        assert urlsplit(message.action_url).path == "/ar/my/", path
    message = send(letter, to=replace(to, language="en"), path="/ar/my/")
    assert urlsplit(message.action_url).path == "/my/"


def test_hreflang_names_every_translation(home, client, settings):
    settings.BASE_URL = "https://seedbed.example"
    page = read(client, "/ar/calls/")
    assert alternates(page) == {
        "en": "https://seedbed.example/calls/",
        "x-default": "https://seedbed.example/calls/",
        "ar": "https://seedbed.example/ar/calls/",
    }
    assert [tag["href"] for tag in page.all("link", rel="canonical")] == [
        "https://seedbed.example/ar/calls/"
    ]


def test_menu_and_footer_speak_the_language(home, client):
    english, arabic = read(client, "/"), read(client, "/ar/")
    assert (english.links["Calls"], english.links["Your data"]) == ("/calls/", "/your-data/")
    assert (arabic.links["الدعوات"], arabic.links["بياناتك"]) == ("/ar/calls/", "/ar/your-data/")
    assert [tag["href"] for tag in arabic.all("a", class_="brand")] == ["/ar/"]


def test_menu_marks_where_the_reader_is(home, client):
    marked = [tag["href"] for tag in read(client, "/calls/").all("a") if tag.get("aria-current")]
    assert marked == ["/calls/", "/calls/"]


def test_unpublished_page_leaves_the_menu(home, client):
    StandardPage.objects.get(slug="accessibility", locale__language_code="en").unpublish()
    assert list(read(client, "/").links).count("Accessibility") == 0


def test_footer_carries_the_funders_words(home, client):
    Funder.objects.create(
        programme=home.programme,
        organisation=OrganisationFactory(),
        acknowledgement="Paid for by the Example Fund.",
    )
    thanks = read(client, "/sign-in/login/").text
    assert thanks.count("Paid for by the Example Fund.") == 1
