"""Nothing typed is lost: a phone saves while people write, loses its network, is closed."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.conf import settings

from applications.journey.models import Answer, Application
from tests.factories.accounts import UserFactory
from tests.factories.calls import CallFactory
from tests.factories.journey import ApplicationFactory
from tests.factories.questions import question, section
from tests.sessions import signed_in

from .browser import Remote
from .running import Running, installation
from .visitor import Visitor

pytestmark = pytest.mark.django_db
TEXT = "People on our street have no oven.\nوفي الشتاء لا مكان دافئ للجلوس معاً.\n" * 3 + "!"
TESTS = 8
SAVED = ".saving:not([hidden]):has-text('Saved at')"
NO_NETWORK = ".saving:has-text('No connection')"


@dataclass
class Site:
    """A running site, the cookie of somebody who is signed in, and their untouched drafts."""

    running: Running
    cookie: str
    drafts: Iterator[Application]


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker, tmp_path_factory):
    asks = [
        question("need", "long_text", word_limit=200),
        question("sells", "choice", options=["yes", "no"]),
        question("price", only_if=("sells", "yes")),
        question("costs", "budget"),
    ]
    with (
        django_db_blocker.unblock(),
        installation("autosave", tmp_path_factory.mktemp("autosave")) as running,
    ):
        user, call = UserFactory(), CallFactory(questions=[section("project", *asks)])
        drafts = [ApplicationFactory(user=user, call=call, answers={}) for _each in range(TESTS)]
        yield Site(
            running, signed_in(user).cookies[settings.SESSION_COOKIE_NAME].value, iter(drafts)
        )


@pytest.fixture
def draft(site: Site) -> Application:
    return next(site.drafts)


@pytest.fixture
def phone(browser: Remote, site: Site, draft: Application):
    """The applicant, signed in, with the section open."""
    visitor = Visitor(browser, site.running, scripts=True)
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": site.cookie, "url": site.running.url}
    visitor.window.add_cookies([cookie])
    visitor.go(section_of(draft))
    yield visitor
    visitor.leave()


def section_of(draft: Application) -> str:
    return f"/applications/{draft.public_id}/section/project/"


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def stored(draft: Application, key: str = "need") -> str:
    return Answer.objects.values_list("value", flat=True).get(application=draft, key=key)


def test_typing_is_saved_by_itself_and_counted(phone, draft):
    phone.page.locator("[name=need]").fill(TEXT)
    phone.page.wait_for_selector(SAVED)
    assert digest(stored(draft)) == digest(TEXT)
    assert phone.page.locator(".word-count").inner_text() == f"{len(TEXT.split())} of 200 words"
    phone.go(section_of(draft))
    assert digest(phone.page.locator("[name=need]").input_value()) == digest(TEXT)


def test_text_typed_without_a_network_is_sent_when_it_is_back(phone, draft):
    phone.window.set_offline(True)
    phone.page.locator("[name=need]").fill(TEXT)
    phone.page.wait_for_selector(NO_NETWORK)
    assert not Answer.objects.filter(application=draft).exists()
    phone.window.set_offline(False)
    phone.page.wait_for_selector(SAVED)
    assert digest(stored(draft)) == digest(TEXT)
    assert phone.page.evaluate("Object.keys(localStorage).length") == 0


def test_text_whose_answer_was_lost_does_not_clash_with_itself(phone, draft):
    """The server has it, as when it dies before it can say so; then the person types on."""

    def swallow(route) -> None:
        route.fetch()
        route.abort()

    phone.page.route("**/autosave/", swallow, times=1)
    phone.page.locator("[name=need]").fill("First")
    phone.page.wait_for_selector(NO_NETWORK)
    assert digest(stored(draft)) == digest("First")
    phone.page.locator("[name=need]").fill(TEXT)
    phone.page.wait_for_selector(SAVED)
    assert digest(stored(draft)) == digest(TEXT)


def test_text_of_a_page_closed_without_a_network_is_there_again(phone, draft):
    phone.window.set_offline(True)
    phone.page.locator("[name=need]").fill(TEXT)
    phone.page.locator("[name=costs-0-what]").fill("Oven")
    phone.page.wait_for_selector(NO_NETWORK)
    phone.page.close()
    phone.window.set_offline(False)
    phone.page = phone.window.new_page()
    phone.go(section_of(draft))
    assert digest(phone.page.locator("[name=need]").input_value()) == digest(TEXT)
    assert phone.page.locator("[name=costs-0-what]").input_value() == "Oven"
    phone.page.wait_for_selector(SAVED)
    assert digest(stored(draft)) == digest(TEXT)
    assert stored(draft, "costs") == [{"what": "Oven", "amount": ""}]


def test_text_typed_after_the_session_ended_waits_on_the_phone(phone, draft):
    cookies = phone.window.cookies()
    phone.window.clear_cookies()
    phone.page.locator("[name=need]").fill(TEXT)
    phone.page.wait_for_selector(".saving a:has-text('Sign in to save it')")
    assert not Answer.objects.filter(application=draft).exists()
    phone.window.add_cookies(cookies)
    phone.go(section_of(draft))
    phone.page.wait_for_selector(SAVED)
    assert digest(stored(draft)) == digest(TEXT)


def test_two_windows_with_two_texts_show_both(phone, draft):
    other = phone.window.new_page()
    other.goto(phone.site.url + section_of(draft))
    phone.page.locator("[name=need]").fill("From the phone")
    phone.page.wait_for_selector(SAVED)
    other.locator("[name=need]").fill("From the library")
    other.wait_for_selector(".saving:has-text('Press “Save” to see both texts')")
    assert stored(draft) == "From the phone"
    phone.page = other
    phone.press("Save and go on")
    seen = [phone.text.count(words) for words in ("From the phone", "Two texts for one answer")]
    assert seen == [1, 1]
    assert phone.page.locator("[name=need]").input_value() == "From the library"


def test_saving_by_the_button_right_after_typing_is_no_clash_with_oneself(phone, draft):
    area = phone.page.locator("[name=need]")
    area.fill("First")
    area.dispatch_event("change")
    area.fill("First and second")
    phone.press("Save and come back later")
    assert "/tasks/" in phone.page.url
    assert stored(draft) == "First and second"


def test_a_question_that_does_not_concern_a_person_is_hidden_until_it_does(phone):
    price = phone.page.locator("[data-question=price]")
    assert price.is_hidden()
    phone.page.locator("label:has-text('Yes')").click()
    assert price.is_visible()
    phone.page.locator("label:has-text('No')").last.click()
    assert price.is_hidden()
