"""Resources for readers: the list and its filters, one page for all languages, files and texts."""

import gzip
import re
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.template.defaultfilters import filesizeformat
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Locale
from wagtail.test.utils.form_data import nested_form_data, streamfield

from accounts.roles import Role
from cms import search, shown
from cms.models import ResourcePage
from config.languages import KNOWN
from demo.programme import papers
from programmes.ending import end_programme
from resources import actions
from resources.models import Copy, Download, Version
from tests.factories.programmes import CityFactory, ThemeFactory, user_with
from tests.factories.resources import (
    make_resource,
    make_resource_page,
    make_version,
    put,
    system,
)
from tests.factories.uploads import docx, pdf, upload

from .page import Page, read

pytestmark = pytest.mark.django_db
PHONE = {"User-Agent": "Mozilla/5.0 (Linux; Android 13) Chrome/126.0 Mobile Safari/537.36"}
FILE = "/resources/how-to-apply/v1/en/how-to-apply-en-v1.pdf"


def listed(client, query: str = "") -> list[str]:
    links = [str(tag["href"]) for tag in read(client, f"/resources/{query}").all("a")]
    found = [each.split("/") for each in links if each.startswith("/resources/")]
    return [each[2] for each in found if len(each) == 4 and each[2]]


def languages(page) -> list[tuple]:
    """Of each link to a file or a text: its language, direction and address."""
    return [(tag["lang"], tag["dir"], tag["href"]) for tag in page.all("a") if "dir" in tag]


@pytest.fixture
def three(home):
    theme = ThemeFactory(slug="bread")
    theme.programmes.add(home.programme)
    make_resource_page("en", code="first", kind="guide", audience="applicants", theme=theme)
    make_resource_page("en", code="second", kind="form", audience="everybody", languages="en so")
    make_resource_page("en", code="third", kind="form", audience="mentors")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["third", "second", "first"]),
        ("?kind=form", ["third", "second"]),
        ("?audience=applicants", ["second", "first"]),
        ("?theme=bread", ["first"]),
        ("?language=so", ["second"]),
        ("?q=codsasho", ["second"]),
        ("?q=steps&kind=guide", ["first"]),
        ("?q=the", ["third", "second", "first"]),
        ("?q=nothing", []),
        ("?kind=nonsense&language=xx", ["third", "second", "first"]),
    ],
)
def test_resources_are_listed_newest_first_and_by_filters(three, client, query, found):
    assert listed(client, query) == found


def test_next_part_of_the_list_keeps_the_filter(home, client):
    for number in range(13):
        make_resource_page("en", code=f"guide-{number}")
    more = read(client, "/resources/?kind=guide&q=steps").links["Next"]
    assert listed(client, more) == ["guide-0"]


def test_one_page_offers_every_language_the_readers_first(home, client):
    make_resource_page(languages="en fa so ar")
    english = languages(read(client, "/resources/how-to-apply/"))
    assert [(code, direction) for code, direction, _url in english] == [
        ("en", "ltr"),
        ("ar", "rtl"),
        ("fa", "rtl"),
        ("so", "ltr"),
    ]
    arabic = languages(read(client, "/ar/resources/how-to-apply/"))
    assert arabic[0] == ("ar", "rtl", "/ar/resources/how-to-apply/v1/ar/how-to-apply-ar-v1.pdf")
    assert [code for code, _direction, _url in arabic] == ["ar", "en", "fa", "so"]
    assert "فارسی" in read(client, "/resources/how-to-apply/").text


def test_page_says_kind_size_and_whether_a_pdf_is_accessible(home, client):
    version = make_resource_page("en", languages="fr").resource.versions.get()
    tagged = papers.guide("Guide", ["One."], language="en")
    put(version, "en", upload=tagged)
    put(version, "ar", upload=upload(pdf()), text="<p>واحد</p>")
    put(version, "so", upload=upload(docx()))
    put(version, "fa", text="<p>یک</p>")
    size = filesizeformat(Copy.objects.get(language="en").size).replace("\xa0", " ")
    words = read(client, "/resources/how-to-apply/").text
    for sentence in (
        f", {size} · It has tags: screen readers can read it.",
        "It has no tags for screen readers. The web page says the same. · Read it as a web page",
        "It has no tags: screen readers may read it wrongly.",
        "DOCX",
        "Web page",
    ):
        assert sentence in words, sentence


def test_newer_version_replaces_the_older_which_stays_marked(home, client):
    page = make_resource_page("en", languages="en so")
    make_version(page.resource, what_changed="A fourth step.")
    shown_page = read(client, "/resources/how-to-apply/")
    assert [url for _code, _dir, url in languages(shown_page)] == [
        "/resources/how-to-apply/v2/en/how-to-apply-en-v2.pdf",
        "/resources/how-to-apply/v1/so/how-to-apply-so-v1.pdf",
    ]
    older = [tag["href"] for tag in shown_page.all("a", lang="en") if "dir" not in tag]
    assert older[-1] == FILE
    assert "New in it: A fourth step." in shown_page.text
    assert "This language has version 1, an older one." in shown_page.text
    assert "(older)" in shown_page.text
    assert client.get(FILE).status_code == 200


def test_text_is_read_as_a_web_page_in_its_own_direction(home, client):
    version = make_resource_page("en").resource.versions.get()
    put(version, "fa", text="<h2>گام</h2><p>فراخوان را بخوانید.</p>")
    page = read(client, "/resources/how-to-apply/v1/fa/")
    assert [tag["dir"] for tag in page.all("article", lang="fa")] == ["rtl"]
    assert page.links["All languages and versions"] == "/resources/how-to-apply/"
    assert "فراخوان را بخوانید." in page.text
    assert page.all("meta", name="robots") == []
    make_version(version.resource, languages="fa")
    older = read(client, "/resources/how-to-apply/v1/fa/")
    assert older.links["See the newest one"] == "/resources/how-to-apply/"
    assert [tag["content"] for tag in older.all("meta", name="robots")] == ["noindex"]
    assert client.get("/resources/how-to-apply/v1/en/").status_code == 404


def test_file_comes_with_its_name_and_is_counted_once(home, client):
    make_resource_page("en")
    response = client.get(FILE, headers=PHONE)
    content = b"".join(response.streaming_content)
    assert (content, response["Content-Type"]) == (pdf("1 en"), "application/pdf")
    assert response["Content-Disposition"] == 'inline; filename="how-to-apply-en-v1.pdf"'
    assert (int(response["Content-Length"]), Download.objects.count()) == (len(content), 1)
    again = client.get(FILE, headers=PHONE | {"If-None-Match": response["ETag"]})
    assert (again.status_code, Download.objects.count()) == (304, 1)
    assert client.head(FILE, headers=PHONE).status_code == 200
    client.get(FILE, headers={"User-Agent": "Googlebot/2.1"})
    assert Download.objects.count() == 1
    assert not response.cookies


@pytest.mark.parametrize(
    ("asked", "status", "part"),
    [
        ("bytes=0-9", 206, slice(0, 10)),
        ("bytes=10-", 206, slice(10, None)),
        ("bytes=-5", 206, slice(-5, None)),
        ("bytes=5-999999", 206, slice(5, None)),
        ("bytes=0-1,4-5", 200, slice(None)),
        ("bytes=-", 200, slice(None)),
        ("bytes=999999-", 416, slice(0, 0)),
    ],
)
def test_player_gets_the_part_that_it_asks_for(home, client, asked, status, part):
    make_resource_page("en")
    answer = client.get(FILE, headers=PHONE | {"Range": asked})
    whole = pdf("1 en")
    assert (answer.status_code, answer.getvalue()) == (status, whole[part])
    if status == 206:
        start = len(whole) - len(whole[part]) if part.stop is None else 0
        end = start + len(whole[part]) - 1
        assert answer["Content-Range"] == f"bytes {start}-{end}/{len(whole)}"
        assert int(answer["Content-Length"]) == len(whole[part])
    changed = client.get(FILE, headers=PHONE | {"Range": asked, "If-Range": '"older"'})
    assert (changed.status_code, changed.getvalue()) == (200, whole)


def test_what_a_browser_cannot_show_is_saved(home, client):
    version = make_resource_page("en").resource.versions.get()
    put(version, "so", upload=upload(docx()))
    name = "how-to-apply-so-v1.docx"
    response = client.get(f"/resources/how-to-apply/v1/so/{name}")
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'


def test_files_that_are_not_offered(home, client):
    resource = make_resource()
    assert client.get(FILE).status_code == 404
    make_resource_page("en", code="other")
    page = ResourcePage.objects.get()
    draft = actions.begin_version(page.resource, by=system())
    put(draft)
    assert client.get("/resources/other/v2/en/other-en-v2.pdf").status_code == 404
    assert client.get("/resources/other/v1/en/other.pdf").status_code == 404
    live = "/resources/other/v1/en/other-en-v1.pdf"
    assert client.get(live).status_code == 200
    page.unpublish()
    assert client.get(live).status_code == 410
    page.save_revision().publish()
    actions.withdraw_version(page.resource.versions.get(number=1), by=system())
    assert client.get(live).status_code == 410
    assert resource.pages.count() == 0


def test_withdrawn_resource_is_gone_everywhere(home, client):
    page = make_resource_page(languages="en")
    put(page.resource.versions.get(), "fa", text="<p>یک</p>")
    lists = ["/resources/", "/ar/resources/", "/resources/feed/", "/resources/feed/atom/"]

    def named() -> list[str]:
        return [each for each in lists if b"/resources/how-to-apply/" in client.get(each).content]

    assert named() == lists
    assert [found.pk for found in search.pages("steps", "en")] == [page.pk]
    assert client.get("/sitemap.xml").content.count(b"/resources/how-to-apply/</loc>") == 2
    actions.withdraw_version(page.resource.versions.get(), by=system())
    assert named() == []
    assert search.pages("steps", "en") == []
    assert client.get("/sitemap.xml").content.count(b"/resources/how-to-apply/</loc>") == 0
    assert client.get("/resources/how-to-apply/").status_code == 404
    assert client.get("/resources/how-to-apply/v1/fa/").status_code == 410
    assert shown.pages().filter(slug="how-to-apply").count() == 0


def test_withdrawn_newest_version_leaves_the_one_before(home, client):
    page = make_resource_page("en")
    newer = make_version(page.resource)
    actions.withdraw_version(newer, by=system())
    found = languages(read(client, "/resources/how-to-apply/"))
    assert [url for _code, _dir, url in found] == [FILE]


def test_archive_keeps_resources(home, client):
    make_resource_page("en", programme=home.programme)
    end_programme(home.programme, archive=True, by=user_with(Role.ADMINISTRATOR))
    page = read(client, "/resources/how-to-apply/")
    assert "This programme has ended" in page.text
    assert client.get(FILE).status_code == 200


def test_words_of_every_language_find_the_page(home):
    page = make_resource_page("en", languages="en so")
    assert [found.pk for found in search.pages("codsasho", "en")] == [page.pk]
    put(page.resource.versions.get(), "fa")
    assert [found.pk for found in search.pages("چگونه", "en")] == [page.pk]


def test_resource_comes_and_goes_by_the_clock(home, client):
    page = make_resource_page("en")
    page.unpublish()
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.expire_at = timezone.now() + timedelta(days=3)
    page.save_revision().publish()
    seen = []
    for days in (0, 2, 4):
        with time_machine.travel(timezone.now() + timedelta(days=days), tick=False):
            call_command("publish_scheduled")
            answers = client.get("/resources/how-to-apply/"), client.get(FILE)
            seen.append(tuple(each.status_code for each in answers))
    assert seen == [(404, 410), (200, 200), (404, 410)]


def test_old_address_leads_to_the_new_one(home, client, django_capture_on_commit_callbacks):
    page = make_resource_page("en")
    page.slug = "apply"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    response = client.get("/resources/how-to-apply/")
    assert (response.status_code, response["Location"]) == (301, "/resources/apply/")
    assert client.get(FILE).status_code == 200


def test_feed_of_a_city(home, client):
    make_resource_page("en", code="leeds", city=CityFactory(slug="leeds"))
    make_resource_page("en", code="all")
    found = client.get("/resources/feed/?city=leeds").content.decode()
    assert ("/resources/leeds/" in found, "/resources/all/" in found) == (True, False)


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/resources/", 5),
        ("/resources/?kind=guide&language=so&q=steps", 6),
        ("/resources/guide-0/", 5),
        ("/resources/guide-0/v1/fa/", 10),
        ("/resources/guide-0/v1/en/guide-0-en-v1.pdf", 4),
    ],
)
def test_resources_cost_the_same_however_many(home, address, queries, rows):
    for number in range(rows):
        page = make_resource_page("en", code=f"guide-{number}", languages="en ar so"[: 3 * rows])
        put(page.resource.versions.get(), "fa", text="<p>یک</p>")
    for _each in range(rows - 1):
        make_version(ResourcePage.objects.get(slug="guide-0").resource, languages="en")
    client = Client(headers=PHONE)
    client.get(address)
    with CaptureQueriesContext(connection) as spent:
        assert client.get(address).status_code == 200
    assert len(spent) == queries
    assert Copy.objects.count() > rows


def test_editor_must_publish_a_version_before_the_page(home, sign_in):
    resource = make_resource(languages="")
    parent = home.get_children().get(slug="resources")
    page = {
        "title": "How to apply", "slug": "apply", "introduction": "Four steps.",
        "resource": str(resource.pk), "body": streamfield([]), "seo_title": "",
        "search_description": "", "action-publish": "1",
    }  # fmt: skip
    editor = sign_in(user_with(Role.EDITOR))
    address = f"/admin/pages/add/cms/resourcepage/{parent.pk}/"
    refused = editor.post(address, nested_form_data(page)).context["form"].errors
    assert dict(refused) == {
        "resource": [
            "No version is published. Open “Files” under “Resources” and publish one first."
        ]
    }
    make_version(resource)
    assert editor.post(address, nested_form_data(page)).status_code == 302
    assert Client().get("/resources/apply/").status_code == 200


def test_editor_hears_what_the_files_lack(home, sign_in):
    page = make_resource_page("en", languages="en so")
    make_version(page.resource)
    shown_page = sign_in(user_with(Role.EDITOR)).get(f"/admin/pages/{page.pk}/edit/")
    words = Page(shown_page.content.decode()).text
    assert "English: This PDF has no tags, so screen readers may read it wrongly." in words
    assert "Soomaali still has an older version." in words


def test_page_of_a_new_language_offers_the_same_files(home, client):
    page = make_resource_page("en")
    copy = page.copy_for_translation(Locale.objects.get(language_code="ar"))
    copy.title = "كيف تقدّم طلبًا"
    copy.save_revision().publish()
    assert read(client, "/ar/resources/how-to-apply/").all("a", hreflang="en", dir="ltr") != []
    links = read(client, "/resources/how-to-apply/").links
    assert links["العربية"] == "/ar/resources/how-to-apply/"


def test_second_page_about_a_resource_is_refused_in_words(home):
    page = make_resource_page("en")
    again = ResourcePage(title="Again", slug="again", resource=page.resource, locale=page.locale)
    with pytest.raises(ValidationError) as refused:
        again.clean()
    assert refused.value.message_dict == {
        "resource": ["Another page in this language is about this resource already."]
    }


def test_page_of_ten_languages_and_ten_versions_is_light(home, client):
    every = " ".join(each.code for each in KNOWN)
    page = make_resource_page("en", languages=every)
    copies = list(page.resource.versions.get().copies.all())
    for number in range(2, 11):
        version = Version.objects.create(
            resource=page.resource, number=number, what_changed="Something. " * 20,
            published_at=timezone.now(),
        )  # fmt: skip
        for each in copies:
            each.pk, each.version = None, version
        Copy.objects.bulk_create(copies)
    html = client.get("/resources/how-to-apply/").content
    assert (len(html) < 20_000, len(gzip.compress(html)) < 8_000) == (True, True)
    older = []
    address = "/resources/how-to-apply/"
    while address:
        shown_page = read(client, address)
        older += re.findall(r"Version (\d+), [\w ]+ \(older\)", shown_page.text)
        query = shown_page.links.get("Versions before these", "").removesuffix("#older")
        address = query and f"/resources/how-to-apply/{query}"
    assert older == [str(number) for number in range(9, 0, -1)]
