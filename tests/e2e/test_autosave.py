"""Nothing typed is lost: a phone saves while people write, loses its network, is closed."""

import hashlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from applications.journey.models import Answer, Application
from applications.journey.questions import sections
from applications.journey.tasklist import question_urls
from applications.judging.given import Given
from applications.judging.links import path_of
from applications.judging.models import PanelLink, Scorecard
from applications.pitching.actions import start_pitch
from applications.pitching.models import Turn
from tests.factories.accounts import UserFactory
from tests.factories.calls import CallFactory
from tests.factories.journey import ApplicationFactory
from tests.factories.judging import (
    PanelLinkFactory,
    RoundFactory,
    RubricFactory,
    given,
    panel_with,
    pitch,
    seat,
)
from tests.factories.pitching import day_with
from tests.factories.questions import question, section
from tests.sessions import signed_in

from .browser import PATIENCE, Remote
from .running import Running, installation
from .visitor import Visitor

pytestmark = pytest.mark.django_db
TEXT = "People on our street have no oven.\nوفي الشتاء لا مكان دافئ للجلوس معاً.\n" * 3 + "!"
TESTS = 9
SAVED = ".saving:not([hidden]):has-text('Saved at')"
NO_NETWORK = ".saving:has-text('No connection')"


@dataclass
class Today:
    """A pitch of today, who runs its stage, and the cookie of one of its judges."""

    turn: Turn
    officer: User
    judge: str

    def begin(self) -> None:
        """In a thread of its own: what a test writes itself, the server does not see."""

        def press() -> None:
            start_pitch(turn=self.turn, seen=0, by=self.officer)
            connection.close()

        with ThreadPoolExecutor(1) as hand:
            hand.submit(press).result()


@dataclass
class Site:
    """A running site, the cookie of somebody who is signed in, their untouched drafts, the links of
    judges who have not opened them, pitches of today with their officers, and the link of a judge
    who reads a long application."""

    running: Running
    cookie: str
    drafts: Iterator[Application]
    links: Iterator[PanelLink]
    days: Iterator[Today]
    long: PanelLink


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker, tmp_path_factory):
    asks = [
        question("need", "long_text", word_limit=100),
        question("sells", "choice", options=["yes", "no"]),
        question("price", "number", only_if=("sells", "yes")),
        question("costs", "budget"),
    ]
    with (
        django_db_blocker.unblock(),
        installation("autosave", tmp_path_factory.mktemp("autosave")) as running,
    ):
        user, call = UserFactory(), CallFactory(questions=[section("project", *asks)])
        drafts = [ApplicationFactory(user=user, call=call, answers={}) for _each in range(TESTS)]
        cookie = signed_in(user).cookies[settings.SESSION_COOKIE_NAME].value
        _round, _chair, judges, _entries = panel_with(pitches=2, judges=3)
        links = [PanelLinkFactory(member=each) for each in judges]
        days = [a_pitch_today() for _each in range(3)]
        yield Site(running, cookie, iter(drafts), iter(links), iter(days), a_long_application())


PARTS = 4


def a_long_application() -> PanelLink:
    """Its judge's link. Each answer fills a part."""
    keys = [f"q{number}" for number in range(PARTS)]
    asks = [question(key, "long_text", label=f"What will change? ({key})") for key in keys]
    call = CallFactory(questions=[section("project", *asks)])
    judging_round = RoundFactory(rubric=RubricFactory(call=call))
    link = PanelLinkFactory(member=seat(judging_round))
    pitch(
        judging_round, answers={key: f"{'Neighbours cook. ' * 350} End of {key}." for key in keys}
    )
    return link


def a_pitch_today() -> Today:
    day, officer, [turn] = day_with(
        pitches=1, stage={"starts_at": timezone.now()}, audience_votes=True
    )
    judge = day.round.members.filter(chairs=False).first().user
    return Today(turn, officer, signed_in(judge).cookies[settings.SESSION_COOKIE_NAME].value)


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
    assert phone.page.locator(".word-count").inner_text() == f"{len(TEXT.split())} of 100 words"
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


@pytest.mark.parametrize(
    ("key", "field", "text", "kept"),
    [
        ("need", "need", TEXT, TEXT),
        ("costs", "costs-0-what", "Oven", [{"what": "Oven", "amount": ""}]),
    ],
)
def test_text_of_a_page_closed_without_a_network_is_there_again(
    phone, draft, key, field, text, kept
):
    [asked] = sections(draft.question_set, "")
    address = question_urls(draft, asked)[key].partition("#")[0]
    phone.go(address)
    phone.window.set_offline(True)
    phone.page.locator(f"[name={field}]").fill(text)
    phone.page.wait_for_selector(NO_NETWORK)
    phone.page.close()
    phone.window.set_offline(False)
    phone.page = phone.window.new_page()
    phone.go(address)
    assert digest(phone.page.locator(f"[name={field}]").input_value()) == digest(text)
    wait_until(phone, Answer.objects.filter(application=draft, key=key).exists)
    assert stored(draft, key) == kept


def wait_until(visitor: Visitor, holds: Callable[[], bool]) -> None:
    """The page that closed may still have sent it, and then the new one has nothing to save."""
    for _step in range(PATIENCE // 100):
        if holds():
            return
        visitor.page.wait_for_timeout(100)


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


@pytest.fixture
def link(site: Site) -> PanelLink:
    return next(site.links)


@pytest.fixture
def judge(browser: Remote, site: Site, link: PanelLink):
    """A judge on a phone, come in by the link, with a scorecard open."""
    visitor = Visitor(browser, site.running, scripts=True)
    visitor.go(path_of(link))
    visitor.fill(pin="7391")
    visitor.press("Open my panel")
    visitor.click(".tasks a")
    yield visitor
    visitor.leave()


def mark(judge: Visitor, number: int, value: int) -> None:
    """Press a mark of the criterion of that number, as a thumb does."""
    box = judge.page.locator("fieldset").nth(number)
    box.locator(f"label:has(+ input[value='{value}']), input[value='{value}'] + label").click()


def card_of(link: PanelLink) -> Given:
    return Given.of(Scorecard.objects.get(judge=link.member.user))


def test_marks_given_without_a_network_are_sent_when_it_is_back(judge, link):
    mark(judge, 0, 4)
    judge.page.wait_for_selector(SAVED)
    judge.window.set_offline(True)
    mark(judge, 1, 3)
    judge.page.locator("[name=comment]").fill("Warm and clear")
    judge.page.wait_for_selector(NO_NETWORK)
    judge.page.close()
    judge.window.set_offline(False)
    judge.page = judge.window.new_page()
    judge.go(f"/judging/{link.member.round.public_id}/")
    judge.click(".tasks a")
    wait_until(judge, lambda: judge.page.evaluate("localStorage.length") == 0)
    assert card_of(link) == given(link.member.round, 4, 3, comment="Warm and clear")


def test_two_screens_of_a_judge_keep_both_and_show_what_differs(judge, link):
    other = judge.window.new_page()
    other.goto(judge.page.url)
    mark(judge, 0, 4)
    judge.page.wait_for_selector(SAVED)
    phone, judge.page = judge.page, other
    mark(judge, 1, 2)
    other.wait_for_selector(SAVED)
    assert card_of(link) == given(link.member.round, 4, 2)
    mark(judge, 0, 1)
    other.wait_for_selector(".saving:has-text('on another screen too')")
    judge.press("Save for later")
    assert "Your other screen saved this." in judge.text
    judge.press("Save for later")
    assert card_of(link) == given(link.member.round, 1, 2)
    phone.close()


def test_the_application_opens_over_the_marks_and_closes_where_one_was(judge):
    judge.page.set_viewport_size({"width": 360, "height": 640})
    judge.page.locator("[name=comment]").scroll_into_view_if_needed()
    before = judge.page.evaluate("scrollY")
    judge.page.locator(".reader summary").click()
    assert judge.page.get_by_text("People wait too long for help.").is_visible()
    judge.page.locator(".reader summary").click()
    assert judge.page.evaluate("scrollY") == before > 0
    sizes = judge.page.evaluate(
        "[...document.querySelectorAll('.judge-bar .button, .choice label')]"
        ".map((each) => each.getBoundingClientRect().height)"
    )
    assert min(sizes) >= 44


def test_a_long_application_is_read_to_its_end_without_a_network(browser, site):
    reader = Visitor(browser, site.running, scripts=True)
    reader.go(path_of(site.long))
    reader.fill(pin="7391")
    reader.press("Open my panel")
    reader.page.route("**/read/3/", lambda route: route.abort(), times=1)
    reader.click(".tasks a")
    reader.page.locator(".reader summary").click()
    reader.page.wait_for_selector("[role=status]:has-text('To read on you need a connection.')")
    assert reader.page.locator("[data-further] a:has-text('Part 3 of 4')").count() == 1
    reader.window.set_offline(True)
    reader.window.set_offline(False)
    reader.page.wait_for_selector("[role=status]:has-text('This is all of it.')")
    reader.window.set_offline(True)
    ends = [f"End of q{number}." for number in range(PARTS)]
    assert [reader.page.get_by_text(each).is_visible() for each in ends] == [True] * PARTS
    assert reader.page.locator("[data-further] a").count() == 0
    assert reader.page.evaluate("localStorage.length + sessionStorage.length") == 0
    reader.leave()


def offline_for_ten_minutes(visitor: Visitor) -> None:
    visitor.window.set_offline(True)
    visitor.window.clock.fast_forward("10:00")
    visitor.page.wait_for_selector("#lost:has-text('Not connected since')")


def test_the_big_screen_goes_on_through_ten_minutes_without_a_network(browser, site):
    day = next(site.days)
    day.begin()
    screen = Visitor(browser, site.running, scripts=True)
    screen.window.clock.install()
    screen.go(reverse("pitching:stage", args=[day.turn.stage.key]))
    screen.page.wait_for_selector(".clock:not(.is-over)")
    offline_for_ten_minutes(screen)
    screen.page.wait_for_selector(".clock.is-over")
    screen.window.set_offline(False)
    screen.page.wait_for_selector("#lost", state="hidden")
    screen.page.wait_for_selector(".clock:not(.is-over)")
    screen.leave()


def test_all_of_the_big_screen_is_in_sight_at_once(browser, site):
    """Nobody scrolls beside a stage: name, clock and the square to vote by. A capital that is a
    200th of the distance can be read: 5 cm from ten metres, where the picture is two metres high.
    A capital is about 0.7 of its letters' size."""
    readable = 0.05 / 2 / 0.7
    day = next(site.days)
    day.begin()
    screen = Visitor(browser, site.running)
    for width, height in [(1920, 1080), (1366, 768), (1024, 768)]:
        screen.page.set_viewport_size({"width": width, "height": height})
        screen.go(reverse("pitching:stage", args=[day.turn.stage.key]))
        box = screen.page.locator(".vote").bounding_box()
        assert box["y"] + box["height"] <= height
        assert screen.page.locator("main").bounding_box()["height"] <= height
        for each in ("h1", ".who", ".clock", ".phase", ".where", ".vote p"):
            size = screen.page.locator(each).evaluate(
                "el => parseFloat(getComputedStyle(el).fontSize)"
            )
            assert size / height >= (0.2 if each == ".clock" else readable), (each, size, height)
    screen.leave()


def test_a_judges_phone_follows_the_stage_when_its_network_is_back(browser, site):
    day = next(site.days)
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": day.judge, "url": site.running.url}
    phone = Visitor(browser, site.running, scripts=True)
    phone.window.add_cookies([cookie])
    phone.window.clock.install()
    phone.go(reverse("judging:panel", args=[day.turn.stage.round.public_id]))
    phone.page.wait_for_selector(".strip:has-text('A break for you')")
    offline_for_ten_minutes(phone)
    day.begin()
    assert phone.page.locator(".strip:has-text('A break for you')").count() == 1
    phone.window.set_offline(False)
    phone.page.wait_for_selector(".strip a:has-text('Score this pitch')")
    phone.leave()
