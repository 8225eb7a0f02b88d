"""Public pages come from memory, are forgotten exactly when they change, and are nobody's own."""

import os
import time
from datetime import timedelta

import pytest
import time_machine
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Locale, Page

from accounts.models import User
from accounts.roles import Role
from applications.calls.actions import change_call
from applications.calls.models import Call
from applications.training.models import Course
from cms import actions
from cms.models import Consent, HomePage, StoryPage
from freshness import depends, listening, remember
from freshness.collecting import Found, collecting
from freshness.memory import memory
from mentoring.outcomes.models import Indicator, Reading
from programmes.models import City, Funder, Programme
from resources.actions import begin_version, publish_version
from resources.models import Resource
from tests.factories.accounts import UserFactory
from tests.factories.cms import ARABIC_STORY, make_call_page, make_consent, make_story
from tests.factories.learning import make_lesson
from tests.factories.mentorships import SignedAwardFactory
from tests.factories.programmes import CityFactory, user_with
from tests.factories.resources import make_resource_page, put
from tests.factories.training import CourseFactory
from tests.own_database import own_database

from .live import everything_heard, forgotten, is_kept, wait_until, warm

EVERY_PAGE = {
    "/", "/calls/", "/calls/one/", "/calls/two/", "/stories/", "/stories/oven/", "/stories/loom/",
    "/figures/", "/your-data/",
    "/resources/", "/resources/how-to-apply/", "/resources/how-to-apply/v1/fa/", "/resources/form/",
    "/ar/resources/", "/ar/resources/how-to-apply/",
    "/ar/", "/ar/calls/", "/ar/calls/one/", "/ar/stories/", "/ar/stories/oven/", "/ar/figures/",
}  # fmt: skip


@pytest.fixture(scope="module")
def database(site_database, django_db_blocker):
    with django_db_blocker.unblock(), own_database("cache", of=site_database):
        yield


@pytest.fixture(scope="module")
def site(database):
    home = HomePage.objects.get(locale__language_code="en")
    make_call_page(home, code="one")
    make_call_page(home, code="two", languages="en")
    make_story(slug="oven")
    make_story(slug="loom", languages="en")
    put(make_resource_page().resource.versions.get(), "fa", text="<p>یک</p>")
    make_resource_page("en", code="form", kind="form")
    return home


@pytest.fixture(autouse=True)
def at_work(site, settings, monkeypatch):
    """The memory is on, and this process listens."""
    settings.PAGE_MEMORY_MB = 8
    monkeypatch.setattr(memory, "most_bytes", 8 * 1024 * 1024)
    listening.listen()
    wait_until(lambda: memory.trusted)
    yield
    memory.empty()


@pytest.fixture(scope="module", autouse=True)
def quiet_afterwards(database):
    yield
    listening.stop()


def system() -> User:
    return User.objects.system()


def story(slug: str, language: str = "en") -> StoryPage:
    return StoryPage.objects.get(slug=slug, locale__language_code=language)


def queries_of(address: str, client: Client | None = None, **headers) -> int:
    with CaptureQueriesContext(connection) as spent:
        assert (client or Client()).get(address, **headers).status_code == 200
    return len(spent)


def test_kept_page_costs_no_query():
    warm(*EVERY_PAGE)
    assert {address: queries_of(address) for address in EVERY_PAGE} == dict.fromkeys(EVERY_PAGE, 0)


def edit_story():
    page = story("oven")
    page.introduction = f"She bakes. {time.time()}"
    page.save_revision().publish()


def unpublish_and_publish_again():
    page = story("loom")
    page.unpublish()
    page.save_revision().publish()


def save_a_draft():
    page = story("oven")
    page.title = "Not for readers yet"
    page.save_revision()


def edit_call():
    call = Call.objects.get(code="one")
    officer = user_with(Role.OFFICER, programme=call.programme)
    change_call(call, by=officer, closes_at=call.closes_at + timedelta(hours=1))


def change_a_call_past_every_action():
    Call.objects.filter(code="two").update(title="Changed by hand")


def take_a_reading():
    indicator = Indicator.objects.create(
        programme=Call.objects.get(code="one").programme, code=f"i{time.time_ns()}"[:20],
        name="People", unit="people", target=9,
    )  # fmt: skip
    Reading.objects.create(indicator=indicator, value=7, as_of="2026-05-01", source="Report")


def rename_a_standing_page():
    page = Page.objects.get(slug="your-data", locale__language_code="en").specific
    page.title = f"Your data {time.time()}"
    page.save_revision().publish()


def thank_a_funder():
    programme = Call.objects.get(code="one").programme
    Funder.objects.create(
        programme=programme, organisation=programme.lead, acknowledgement="Thank you"
    )


def fill_a_draft_of_a_resource():
    resource = Resource.objects.get(code="how-to-apply")
    put(begin_version(resource, by=system()), "en", text="<p>Not for readers yet.</p>")


def publish_a_version_of_a_resource():
    fill_a_draft_of_a_resource()
    draft = Resource.objects.get(code="how-to-apply").versions.first()
    publish_version(draft, what_changed="One more step.", by=system())


ENGLISH = {address for address in EVERY_PAGE if not address.startswith("/ar/")}
CHANGES = [
    (edit_story, {"/", "/stories/", "/ar/stories/", "/stories/oven/", "/ar/stories/oven/"}),
    (unpublish_and_publish_again, {"/", "/stories/", "/ar/stories/", "/stories/loom/"}),
    (save_a_draft, set()),
    (
        edit_call,
        {"/", "/ar/", "/calls/", "/ar/calls/", "/calls/one/", "/ar/calls/one/"},
    ),
    (change_a_call_past_every_action, {"/", "/ar/", "/calls/", "/ar/calls/", "/calls/two/"}),
    (take_a_reading, {"/", "/ar/", "/figures/", "/ar/figures/"}),
    (rename_a_standing_page, ENGLISH),
    (fill_a_draft_of_a_resource, {"/resources/", "/ar/resources/"}),
    (
        publish_a_version_of_a_resource,
        {
            "/resources/", "/ar/resources/", "/resources/how-to-apply/",
            "/ar/resources/how-to-apply/", "/resources/how-to-apply/v1/fa/",
        },
    ),
    (thank_a_funder, EVERY_PAGE),
]  # fmt: skip


@pytest.mark.parametrize(("change", "shows_it"), CHANGES)
def test_change_empties_what_shows_it_and_nothing_else(change, shows_it):
    assert forgotten(EVERY_PAGE, change) == shows_it


def test_consent_taken_back_empties_every_language():
    consent = make_consent()
    make_story(slug="kiln", consent=consent)
    pages = EVERY_PAGE | {"/stories/kiln/", "/ar/stories/kiln/"}
    gone = forgotten(pages, lambda: actions.withdraw_consent(consent, by=system()))
    assert gone == {
        "/", "/ar/", "/stories/", "/ar/stories/", "/stories/kiln/", "/ar/stories/kiln/",
    }  # fmt: skip
    assert Client().get("/stories/kiln/").status_code == 404


def test_course_that_is_renamed_empties_the_story_and_the_calls_that_name_it():
    course = CourseFactory(programme=Call.objects.get(code="one").programme)
    StoryPage.objects.filter(slug="oven", locale__language_code="en").update(course=course)
    memory.empty()

    def rename() -> None:
        Course.objects.filter(pk=course.pk).update(name="Baking for many")

    calls = {"/calls/one/", "/calls/two/", "/ar/calls/one/"}
    assert forgotten(EVERY_PAGE, rename) == {"/stories/oven/", *calls}


def test_city_and_programme_that_are_renamed_empty_the_story_that_names_them():
    city, award = CityFactory(), SignedAwardFactory()
    StoryPage.objects.filter(slug="oven", locale__language_code="en").update(city=city, award=award)
    memory.empty()

    def rename() -> None:
        City.objects.filter(pk=city.pk).update(name="Newtown")
        Programme.objects.filter(pk=award.programme_id).update(name="Open Ovens")

    assert "/stories/oven/" in forgotten({"/stories/oven/"}, rename)
    html = Client().get("/stories/oven/").content.decode()
    assert (html.count(">Newtown<"), html.count(">Open Ovens<")) == (1, 1)


def test_consent_changed_by_hand_empties_its_story():
    consent = make_consent()
    make_story(slug="wheel", languages="en", consent=consent)

    def end():
        yesterday = timezone.localdate() - timedelta(days=1)
        Consent.objects.filter(pk=consent.pk).update(given_on="2020-01-01", until=yesterday)

    assert "/stories/wheel/" in forgotten(EVERY_PAGE | {"/stories/wheel/"}, end)
    assert Client().get("/stories/wheel/").status_code == 404


def test_translation_published_empties_its_lists_and_the_switch_of_the_original():
    def translate():
        copy = story("loom").copy_for_translation(Locale.objects.get(language_code="ar"))
        copy.title = ARABIC_STORY.title
        copy.save_revision().publish()

    try:
        lists = {"/ar/", "/stories/", "/ar/stories/"}
        assert forgotten(EVERY_PAGE, translate) == {"/stories/loom/", *lists}
    finally:
        story("loom", "ar").unpublish()


@pytest.mark.parametrize("address", ["/", "/calls/", "/calls/soon/", "/calls.json"])
def test_no_page_says_open_after_the_deadline(site, address):
    if not Call.objects.filter(code="soon").exists():
        now = timezone.now()
        make_call_page(
            site, code="soon", languages="en",
            opens_at=now - timedelta(days=1), closes_at=now + timedelta(days=2),
        )  # fmt: skip
    closes_at = Call.objects.get(code="soon").closes_at
    link = b"/apply/soon/" if address == "/calls/soon/" else b'href="/calls/soon/"'
    with time_machine.travel(closes_at - timedelta(seconds=5), tick=False) as clock:
        warm(address)
        before = Client().get(address).content
        clock.move_to(closes_at - timedelta(milliseconds=1))
        wait_until(lambda: memory.trusted)
        assert is_kept(address)
        clock.move_to(closes_at)
        wait_until(lambda: memory.trusted)
        assert not is_kept(address)
        after = Client().get(address).content
    assert before != after
    if address in ("/", "/calls/soon/"):
        assert (link in before, link in after) == (True, False)


def test_nothing_is_kept_longer_than_half_a_minute():
    now = timezone.now()
    with time_machine.travel(now, tick=False) as clock:
        warm("/your-data/")
        for seconds, kept in [(29, True), (30, False)]:
            clock.move_to(now + timedelta(seconds=seconds))
            wait_until(lambda: memory.trusted)
            assert is_kept("/your-data/") is kept


def test_story_is_not_kept_past_the_last_day_of_consent():
    last_second = timezone.localtime().replace(hour=23, minute=59, second=59, microsecond=0)
    with time_machine.travel(last_second, tick=False) as clock:
        warm("/stories/oven/")
        clock.move_to(last_second + timedelta(seconds=1))
        wait_until(lambda: memory.trusted)
        assert not is_kept("/stories/oven/")


def in_another_process(address: str) -> tuple[int, int]:
    """Fork a process that keeps `address` and tells when it serves it no more: pid, pipe."""
    reading, writing = os.pipe()
    if pid := os.fork():
        os.close(writing)
        return pid, reading
    try:
        for each in connections.all():
            each.connection = None  # the parent's; ours opens by itself
        listening.listen()
        wait_until(lambda: memory.trusted)
        client = Client()
        assert client.get(address).status_code == 200
        assert is_kept(address)
        os.write(writing, b"k")
        wait_until(lambda: client.get(address).status_code == 404)
        os.write(writing, b"f")
    finally:
        os._exit(0)


def take_back_consent(page: StoryPage) -> None:
    actions.withdraw_consent(page.people.get().consent, by=system())


@pytest.mark.parametrize("take_away", [StoryPage.unpublish, take_back_consent])
def test_every_process_forgets_at_once(take_away):
    slug = take_away.__name__.replace("_", "-")
    page = make_story(slug=slug, languages="en")
    others = [in_another_process(f"/stories/{slug}/") for _ in range(2)]
    assert [os.read(pipe, 1) for _, pipe in others] == [b"k", b"k"]
    began = time.monotonic()
    take_away(page)
    assert [os.read(pipe, 1) for _, pipe in others] == [b"f", b"f"]
    assert time.monotonic() - began < 3  # milliseconds, but for a busy machine
    for pid, pipe in others:
        os.waitpid(pid, 0)
        os.close(pipe)


def test_lost_listener_serves_nothing_old(site):
    warm("/stories/oven/")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
            "WHERE application_name = %s AND datname = current_database()",
            [listening.NAME],
        )
        assert cursor.fetchone() == (1,)
    wait_until(lambda: not memory.trusted)
    StoryPage.objects.filter(slug="oven").update(introduction="Said while nobody listened.")
    assert b"Said while nobody listened." in Client().get("/stories/oven/").content
    wait_until(lambda: memory.trusted)
    assert b"Said while nobody listened." in Client().get("/stories/oven/").content


def test_database_is_asked_whether_it_lives_only_when_nobody_hears_it(monkeypatch):
    asked = []
    monkeypatch.setattr(connection, "is_usable", lambda: asked.append(memory.trusted) or True)
    everything_heard()
    for forget in (bool, memory.lose):
        forget()
        connection.health_check_done = False
        assert Client().get("/stories/?unknown=1").status_code == 200
    assert asked == [False]


def test_answer_begun_before_a_change_is_not_kept():
    everything_heard()
    since = memory.begin()
    edit_story()
    everything_heard()
    late = Found(since, tags={f"page:{story('oven').pk}"})
    assert memory.keep("late", "old words", late, size=1) is False


def test_part_made_of_what_was_read_before_a_change_is_not_kept():
    everything_heard()
    with collecting(memory.begin()):
        words = story("oven").introduction
        edit_story()
        everything_heard()
        remember(("part", "oven"), lambda: depends(f"page:{story('oven').pk}") or words)
    assert memory.get(("part", "oven")) is None


def test_preview_is_drawn_for_itself_and_leaves_nothing_behind(site):
    lesson = make_lesson(site, languages="en")
    address = lesson.get_url()
    warm(address)
    lesson.city = CityFactory(name="Elsewhere")
    preview = lesson.make_preview_request().content.decode()
    memory.drop(("http", "testserver", address))
    assert ("Elsewhere" in preview, "Elsewhere" in Client().get(address).content.decode()) == (
        True,
        False,
    )


def test_made_up_queries_do_not_fill_the_memory(site):
    Client().get("/stories/?none=0")
    before = len(memory._kept)
    for number in range(3):
        Client().get(f"/stories/?none={number}")
    assert len(memory._kept) == before


def test_page_that_takes_an_address_over_is_found_there():
    old = make_story(slug="handed-over", languages="en")
    warm("/stories/handed-over/")
    old.unpublish()
    old.slug = "moved-away"
    old.save_revision().publish()
    everything_heard()
    make_story(slug="handed-over", languages="en")
    assert Client().get("/stories/handed-over/").status_code == 200


def test_signed_in_people_get_pages_of_their_own(sign_in):
    warm("/your-data/")
    person = sign_in(UserFactory(person__display_name="Amina"))
    own = person.get("/your-data/").content
    assert (b"/my/" in own, b"/my/" in Client().get("/your-data/").content) == (True, False)


@pytest.mark.parametrize(
    "ask",
    [
        {"HTTP_COOKIE": "seedbed_session=abc"},
        {"HTTP_COOKIE": "messages=abc"},
        {"HTTP_AUTHORIZATION": "Bearer abc"},
        {"QUERY_STRING": "utm_source=x"},
    ],
)
def test_whoever_could_be_somebody_is_not_answered_from_memory(ask):
    warm("/your-data/")
    assert queries_of("/your-data/", **ask) > 0


def test_each_host_and_each_language_has_its_own(settings):
    settings.ALLOWED_HOSTS = ["testserver", "other.example"]
    warm("/your-data/", "/ar/your-data/")
    assert queries_of("/your-data/", HTTP_HOST="other.example") > 0
    asked_in_arabic = Client().get("/your-data/", HTTP_ACCEPT_LANGUAGE="ar")
    assert asked_in_arabic["Content-Language"] == "en"
    assert Client().get("/ar/your-data/")["Content-Language"] == "ar"
    assert Client().get("/your-data/", HTTP_HOST="evil.example").status_code == 400


def test_kept_answer_has_the_headers_of_a_fresh_one():
    memory.empty()
    fresh, kept = Client().get("/your-data/"), Client().get("/your-data/")
    assert dict(fresh.items()) == dict(kept.items())
    assert fresh.content == kept.content
    assert (kept["Vary"], kept["Cache-Control"]) == ("Cookie", "no-cache")
    assert "default-src 'self'" in kept["Content-Security-Policy"].split("; ")
    assert not kept.cookies


def test_browser_that_has_it_is_told_so():
    warm("/your-data/")
    etag = Client().get("/your-data/")["ETag"]
    again = Client().get("/your-data/", HTTP_IF_NONE_MATCH=etag)
    assert (again.status_code, again.content) == (304, b"")


def test_head_is_answered_without_a_body():
    warm("/your-data/")
    body, head = Client().get("/your-data/"), Client().head("/your-data/")
    assert (head.status_code, head.content) == (200, b"")
    assert head["Content-Length"] == str(len(body.content))


def test_page_that_is_not_there_is_not_kept():
    assert Client().get("/nowhere/").status_code == 404
    assert not is_kept("/nowhere/")


def test_memory_is_bounded(monkeypatch):
    memory.empty()
    monkeypatch.setattr(memory, "most_bytes", 30_000)
    for address in EVERY_PAGE:
        Client().get(address)
    assert memory._bytes <= 30_000
    assert len([address for address in EVERY_PAGE if is_kept(address)]) < len(EVERY_PAGE)


def test_part_of_what_is_not_stored_yet_is_made_each_time():
    made = iter(["one page's", "another page's"])
    assert remember(("family", None), lambda: next(made)) == "one page's"
    assert remember(("family", None), lambda: next(made)) == "another page's"
