"""The sitemap: every public page with its translations, in parts when there are many."""

from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.sitemap import SiteMap
from tests.factories.cms import make_call_page

pytestmark = pytest.mark.django_db
NAMES = {
    "map": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "html": "http://www.w3.org/1999/xhtml",
}
SITE = "http://127.0.0.1:8000"


def tree(client, address: str) -> ElementTree.Element:
    response = client.get(address)
    assert response.status_code == 200
    return ElementTree.fromstring(response.content)


def test_page_stands_with_its_translations(home, client):
    make_call_page(home, code="autumn")
    rows = {row.findtext("map:loc", "", NAMES): row for row in tree(client, "/sitemap.xml")}
    for address in (f"{SITE}/calls/autumn/", f"{SITE}/ar/calls/autumn/"):
        links = rows[address].findall("html:link", NAMES)
        assert {link.get("hreflang"): link.get("href") for link in links} == {
            "en": f"{SITE}/calls/autumn/",
            "ar": f"{SITE}/ar/calls/autumn/",
            "x-default": f"{SITE}/calls/autumn/",
        }
        assert len(rows[address].findtext("map:lastmod", "", NAMES)) == len("2027-07-01")


def test_page_in_one_language_names_no_other(home, client):
    make_call_page(home, code="alone", languages="en")
    rows = {row.findtext("map:loc", "", NAMES): row for row in tree(client, "/sitemap.xml")}
    assert rows[f"{SITE}/calls/alone/"].findall("html:link", NAMES) == []


def test_large_site_has_an_index_of_its_parts(home, client, monkeypatch):
    whole = len(tree(client, "/sitemap.xml"))
    monkeypatch.setattr(SiteMap, "limit", 5)
    index = tree(client, "/sitemap.xml")
    parts = [row.findtext("map:loc", "", NAMES) for row in index]
    assert index.tag.endswith("sitemapindex")
    assert parts[:2] == [
        "http://testserver/sitemap-pages.xml",
        "http://testserver/sitemap-pages.xml?p=2",
    ]
    found = [len(tree(client, part.removeprefix("http://testserver"))) for part in parts]
    assert sum(found) == whole


@pytest.mark.parametrize("rows", [1, 3])
def test_sitemap_costs_the_same_however_long(home, client, rows):
    for number in range(rows):
        make_call_page(home, code=f"call-{number}")
    client.get("/sitemap.xml")
    with CaptureQueriesContext(connection) as spent:
        client.get("/sitemap.xml")
    assert len(spent) == 7
