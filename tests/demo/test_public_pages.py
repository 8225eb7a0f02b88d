"""Every type of public page, as the demo shows it: valid, light, no link that leads nowhere.

A new type of page that the demo doesn't show makes the first test fail.
"""

import gzip

import html5lib
import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from cms import shown
from cms.broken_links import Crawl
from cms.languages import full_url
from cms.models.base import SitePage
from tests.cms.page import Page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]
HTML, NEXT_PAGE, FIRST_VISIT = 20_000, 8_000, 30_000
SITE = "http://127.0.0.1:8000"


def by_type() -> dict[type, list[str]]:
    """Of each type of page its first one in English and in Arabic."""
    found: dict[tuple[type, str], str] = {}
    for page in shown.pages().order_by("path"):
        code = page.locale.language_code
        if code in ("en", "ar"):
            address = full_url(page).removeprefix(SITE)
            found.setdefault((page.specific_class, code), address)
    types = dict.fromkeys(kind for kind, _code in found)
    return {kind: [url for key, url in found.items() if key[0] is kind] for kind in types}


def pages() -> list[tuple[str, bytes]]:
    client = Client()
    return [(url, client.get(url).content) for urls in by_type().values() for url in urls]


def page_types(model: type = SitePage) -> set[type]:
    kinds = {kind for each in model.__subclasses__() for kind in page_types(each)}
    return kinds | ({model} if not model._meta.abstract else set())


def test_demo_shows_every_type_of_page_in_two_languages():
    shown_types = by_type()
    assert set(shown_types) == page_types()
    assert {kind.__name__: len(urls) for kind, urls in shown_types.items() if len(urls) != 2} == {}


def test_no_link_of_the_site_leads_nowhere():
    crawl = Crawl().run()
    assert [f"{each.page}: {each.target} {each.why}" for each in crawl.broken] == []
    assert len(crawl.pages) > len(by_type())


def test_html_has_no_mistake():
    found = []
    for url, html in pages():
        parser = html5lib.HTMLParser()
        parser.parse(html.decode())
        found += [f"{url} {place}: {code} {data}" for place, code, data in parser.errors]
        ids = [tag["id"] for _name, tag in Page(html.decode()).tags if "id" in tag]
        found += [f"{url}: id {each} twice" for each in {i for i in ids if ids.count(i) > 1}]
    assert found == []


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


def test_nothing_jumps_while_a_page_loads():
    """Each picture has its size; the first one is fetched at once, those of lists when seen."""
    found = []
    for url, html in pages():
        pictures = Page(html.decode()).all("img")
        found += [
            f"{url}: {each['src']}" for each in pictures if not {"width", "height"} <= each.keys()
        ]
    assert found == []
