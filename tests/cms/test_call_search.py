"""Finding calls: filters, words, shareable addresses, and following what one looks for."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.cache import cache

from cms.call_search import Search
from cms.following import searches_for
from following.models import Follow
from programmes.models import City
from tests.factories.cms import make_call_page
from tests.factories.following import make_follow
from tests.factories.programmes import CityFactory, StrandFactory, ThemeFactory

from .page import read

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def today():
    cache.clear()
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def calls(home):
    """Open in both cities, soon in Leeds, closed in York; a strand and theme each."""
    leeds, york = CityFactory(name="Leeds", slug="leeds"), CityFactory(name="York", slug="york")
    made = {}
    for name, cities, opens, closes in (
        ("now", [leeds, york], -DAY, DAY),
        ("soon", [leeds], DAY, 9 * DAY),
        ("past", [york], -9 * DAY, -DAY),
    ):
        strand = StrandFactory(programme=home.programme, code=f"strand-{name}")
        page = make_call_page(
            home, code=name, cities=cities, strands=[strand], opens_at=NOW + opens,
            closes_at=NOW + closes,
        )  # fmt: skip
        page.call.themes.add(ThemeFactory(slug=f"theme-{name}", name=f"Theme {name}"))
        made[name] = page
    return made


def shown(client, query: str) -> list[str]:
    page = read(client, f"/calls/{query}")
    links = dict.fromkeys(tag["href"] for tag in page.all("a") if tag["href"])
    names = [link.split("/")[2] for link in links if link.startswith("/calls/")]
    return [name for name in names if name in ("now", "soon", "past")]


FITS = {
    "": ["now", "soon", "past"],
    "?city=leeds": ["now", "soon"],
    "?city=york": ["now", "past"],
    "?city=york&show=open": ["now"],
    "?city=york&show=closed": ["past"],
    "?city=york&show=soon": [],
    "?show=soon": ["soon"],
    "?strand=strand-past": ["past"],
    "?theme=theme-soon&city=leeds": ["soon"],
    "?theme=theme-soon&city=york": [],
    "?theme=theme-soon&city=leeds&strand=strand-now": [],
    "?q=oven": ["now"],
    "?q=BAKERS+caf%C3%A9": ["now"],
    "?q=cafe": ["now"],
    "?q=OVEN+bread&city=leeds": ["now"],
    "?q=oven&city=leeds&show=soon": [],
    "?q=nothing": [],
    "?city=nowhere": [],
    "?city=%00&show=later&strand=a'b": ["now", "soon", "past"],
}


def test_filters_narrow_the_list_together(calls, client):
    page = calls["now"]
    page.who_can_apply = "<p>Bakers with an oven and a café. They make bread.</p>"
    page.save_revision().publish()
    assert {query: shown(client, query) for query in FITS} == FITS


def test_list_says_how_many_calls_fit(calls, client):
    texts = {query: read(client, f"/calls/{query}").text for query in ("", "?city=leeds&show=soon")}
    assert ["3 calls" in texts[""], "1 call " in texts["?city=leeds&show=soon"]] == [True, True]


def test_filters_offer_only_what_calls_have_in_the_readers_language(calls, client):
    City.objects.create(name="Unused", slug="unused")
    offered = [tag["value"] for tag in read(client, "/calls/").all("option")]
    assert [value for value in offered if value in ("leeds", "york", "unused")] == ["leeds", "york"]


def test_form_keeps_what_was_chosen(calls, client):
    page = read(client, "/calls/?city=leeds&q=Two+Words&show=soon")
    chosen = [tag["value"] for tag in page.all("option") if "selected" in tag]
    assert chosen == ["", "leeds", "", "soon"]
    assert page.all("input", name="q")[0]["value"] == "two words"


def test_empty_list_offers_to_follow_the_search(calls, client):
    page = read(client, "/calls/?city=york&show=soon&q=bread")
    assert "No call fits" in page.text
    assert page.links["Tell me when such a call opens"] == "/calls/follow/?city=york&q=bread"
    arabic = read(client, "/ar/calls/?city=york&show=soon")
    assert "/ar/calls/follow/?city=york" in arabic.links.values()


def test_search_is_followed_by_its_filters_alone(calls, client):
    address = "/calls/follow/?city=york&q=%D8%AE%D8%A8%D8%B2&show=soon"
    assert "Calls: York · “خبز”" in read(client, address).text
    client.post(address, {"email": "rosa@example.org", "language": "en"})
    follow = Follow.objects.get()
    assert follow.topic == 'calls:["","york","","خبز"]'
    assert client.get("/calls/follow/?city=nowhere").status_code == 404


def test_key_that_is_no_search_names_nothing():
    wrong = ["", "{}", "[1,2,3,4]", '["","york"]', '["","york","",""] ', '["","","","","x"]']
    assert [Search.of_key(key) for key in wrong] == [None] * 6


def test_followed_searches_find_their_call(calls):
    fits = [Search(), Search(city="leeds"), Search(city="leeds", strand="strand-now")]
    others = [Search(theme="theme-soon"), Search(city="leeds", words="nothing")]
    for number, search in enumerate([*fits, *others]):
        make_follow(f"calls:{search.key}", email=f"{number}@example.org", confirmed=True)
    make_follow(f"calls:{Search(city='york').key}")
    assert set(searches_for(calls["now"].call)) == {f"calls:{each.key}" for each in fits}


def test_closed_part_keeps_the_filters_on_its_next_page(calls, home, client, monkeypatch):
    monkeypatch.setattr("cms.call_lists.CALLS_ON_A_PAGE", 1)
    york = City.objects.get(slug="york")
    make_call_page(
        home, code="older", cities=[york], opens_at=NOW - 20 * DAY, closes_at=NOW - 10 * DAY
    )
    first = read(client, "/calls/?city=york&show=closed")
    assert "2 calls" in first.text
    second = read(client, "/calls/" + first.links["Next"])
    names = {link for link in second.links.values() if link in ("/calls/older/", "/calls/past/")}
    assert names == {"/calls/older/"}
