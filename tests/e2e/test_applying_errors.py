"""Every mistake that a form of applying can tell of, in English and Arabic: what axe says, where
the keyboard is, where the summary leads, and whether it fits a window zoomed to 400 %. Then the
whole way from the call to the thank-you by the keyboard alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.urls import reverse
from django.utils import timezone, translation
from playwright.sync_api import Page

from applications.calls.models import EligibilityQuestion
from applications.journey.models import Answer
from applications.journey.states import State
from tests.factories.accounts import UserFactory
from tests.factories.calls import CallFactory
from tests.factories.journey import ApplicationFactory
from tests.factories.questions import question, section
from tests.sessions import signed_in

from .browser import PATIENCE
from .looking import SCRIPT, SEND, in_the_browser, language_of, mistakes
from .running import installation

ZOOMED = {"width": 320, "height": 256}
"""What is left of 1280 x 1024 at 400 %."""
WIDE = {"width": 1280, "height": 900}
HEAVIEST = 20_000
LONG = "word " * 30
WORDS = [
    question("name", required=True, word_limit=3),
    question("need", "long_text", required=True, word_limit=5, why="To know you.", seen_by="team"),
    question("sells", "choice", options=["yes", "no"], required=True),
    question("days", "choices", options=["monday", "friday"]),
    question("people", "number"),
    question("amount", "money"),
    question("begin", "date"),
    question("town", "place"),
    question("agree", "declaration", required=True),
]
ROWS_AND_FILES = [
    question("costs", "budget"),
    question("team", "team"),
    question("referee", "contact"),
    question("papers", "files"),
    question("photos", "photos"),
    question("voice", "spoken"),
]
WRONG = {
    "name": LONG, "need": LONG, "people": "many", "amount": "9,999,999", "begin": "soon",
    "town": LONG * 6,
}  # fmt: skip
WRONG_COSTS = {"costs-0-what": "Oven", "costs-0-amount": "lots"}
WRONG_TEAM = {"team-0-does": "Bakes"}
WRONG_REFEREE = {"referee-0-name": "Maya", "referee-0-email": "nowhere"}
SCRIPTS = SCRIPT + Path(__file__).with_name("mistakes.js").read_text()


@dataclass
class Applying:
    """A call with every kind of question and somebody in the middle of applying."""

    url: str
    code: str
    draft: str
    late: str
    sent: str
    email: str


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker, tmp_path_factory):
    with (
        django_db_blocker.unblock(),
        installation("errors", tmp_path_factory.mktemp("errors")) as running,
    ):
        call = CallFactory(
            questions=[
                section("words", *WORDS),
                section("rows", *ROWS_AND_FILES),
                section("end", question("last")),
            ]
        )
        words = {"question": "Will it happen here?", "help": "", "advice": "Talk to us."}
        EligibilityQuestion.objects.create(
            call=call, position=1, key="here", texts={"en": words, "ar": words}
        )
        late = CallFactory(
            questions=[section("words", *WORDS)],
            closes_at=timezone.now() - timedelta(hours=2),
        )
        yield SimpleNamespace(running=running, call=call, late=late)


@pytest.fixture(params=["en", "ar"])
def applying(request, site, browser) -> Iterator[tuple[str, Applying, Any]]:
    user = UserFactory(person__language=request.param)
    cookie = signed_in(user).cookies["seedbed_session"].value
    draft, late = (
        ApplicationFactory(call=call, user=user, answers={}, eligibility={"here": True})
        for call in (site.call, site.late)
    )
    sent = ApplicationFactory(call=site.late, user=user, state=State.SUBMITTED)
    Answer.objects.create(
        application=draft, key="last", value="From the library", typed_by=user, version=7
    )
    url = site.running.url
    window = browser.new_context(
        base_url=url, locale=request.param, bypass_csp=True, reduced_motion="reduce"
    )
    window.set_default_timeout(PATIENCE)
    window.add_cookies([{"name": "seedbed_session", "value": cookie, "url": url}])
    keys = (str(each.public_id) for each in (draft, late, sent))
    yield request.param, Applying(url, site.call.code, *keys, user.email), window
    window.close()


def states(page: Page, language: str, at: Applying) -> Iterator[str]:
    """Brings the page into one state of mistake after the other; yields what each is called."""

    def go(name: str, *args: Any) -> None:
        with translation.override(language):
            page.goto(reverse(name, args=args))

    def send(**values: str) -> None:
        page.evaluate(SCRIPTS)
        page.evaluate("values => mistakes.put(values)", values)
        with page.expect_navigation():
            page.evaluate(SEND)

    go("apply:check", at.code)
    send()
    yield "eligibility, nothing chosen"
    send(here="yes")
    go("apply:start", at.code)
    send()
    yield "start, nothing typed"
    key = at.draft
    go("journey:basics", key)
    send(title="")
    yield "basics without a name"
    go("journey:section", key, "words")
    send(**WRONG)
    yield "every kind of answer, wrong"
    go("journey:section", key, "rows")
    send(**WRONG_COSTS)
    yield "a budget that is wrong"
    go("journey:section", key, "rows", 2)
    send(**WRONG_TEAM)
    yield "a team that is wrong, on the second page"
    go("journey:section", key, "rows", 3)
    send(**WRONG_REFEREE)
    yield "somebody to contact that is wrong"
    page.locator("[name=papers]").set_input_files(
        {"name": "game.exe", "mimeType": "application/x-msdownload", "buffer": b"MZ" + b"0" * 99}
    )
    page.wait_for_selector("[data-question=papers] .refused")
    yield "a file that is refused"
    go("journey:check", key)
    yield "check with answers missing"
    go("journey:section", key, "end")
    send(**{"last": "From the phone", "version-last": "3"})
    yield "two texts for one answer"
    for name, args in (("tasks", ()), ("section", ("words",)), ("check", ())):
        go(f"journey:{name}", at.late, *args)
        yield f"late: {name}"
    go("journey:messages", at.sent)
    send()
    yield "message with nothing in it"
    go("journey:withdraw", key)
    yield "withdraw"
    go("journey:section", key, "end")
    page.context.clear_cookies(name="seedbed_session")
    send(last="Typed after the session ended")
    yield "session over"
    go("account_login")
    send()
    yield "sign-in, nothing typed"
    send(email="nowhere")
    yield "sign-in, no address"
    send(email=at.email)
    send(code="nonsense")
    yield "sign-in, not the code"


def look(page: Page, language: str, state: str) -> list[str]:
    """What is wrong with the page as it stands: at 400 % where Arabic is read, wide in English."""
    page.evaluate(SCRIPTS)
    found = (
        page.evaluate("mistakes.told()")
        + language_of(page, language)
        + page.evaluate("looking.headings()")
    )
    heavy = page.evaluate("performance.getEntriesByType('navigation')[0].decodedBodySize")
    if heavy > HEAVIEST:
        found.append(f"{heavy} bytes")
    sizes = (ZOOMED, WIDE) if language == "en" else (WIDE, ZOOMED)
    for size in sizes:
        page.set_viewport_size(size)
        found += page.evaluate("looking.fit()")
    page.set_viewport_size(ZOOMED)
    found += page.evaluate("mistakes.covers()")
    page.set_viewport_size(sizes[-1])
    page.evaluate(AXE_SCRIPT)
    return [f"{state} in {language}: {each}" for each in found + mistakes(page)]


def test_every_mistake_is_told_so_that_everybody_can_put_it_right(applying):
    language, at, window = applying

    def walk(page: Page) -> list[str]:
        return [
            each for state in states(page, language, at) for each in look(page, language, state)
        ]

    found = in_the_browser(window.new_page(), walk)
    assert found == [], "\n".join(found)


FOCUSED = """() => {
    const at = document.activeElement;
    const told = at === document.body || looking.steps?.[0] === at;
    const wrong = told ? [] : (looking.steps = [at], looking.step(at));
    return [at.name || at.textContent.trim(), wrong];
}"""
"""Where the keyboard is, and what is wrong with it; a date has several steps of its own, and beyond
the last step the keyboard is at the browser's own buttons."""
MANY = 80
"""Steps with the Tab key, more than any of these pages has."""


class Keyboard:
    """Somebody without a mouse. Wherever the keyboard is, one must see it."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def to(self, name: str) -> None:
        """With Tab to the field, link or button of this name."""
        self.page.evaluate(SCRIPT)
        for _step in range(MANY):
            self.page.keyboard.press("Tab")
            here, wrong = self.page.evaluate(FOCUSED)
            assert wrong == [], f"{self.page.url}: {wrong}"
            if here == name:
                return
        raise AssertionError(f"The keyboard does not reach “{name}” on {self.page.url}")

    def type(self, name: str, words: str) -> None:
        self.to(name)
        self.page.keyboard.type(words)

    def choose(self, name: str) -> None:
        """The first radio button, or the box."""
        self.to(name)
        self.page.keyboard.press("Space")

    def press(self, name: str) -> None:
        self.to(name)
        with self.page.expect_event("domcontentloaded"):
            self.page.keyboard.press("Enter")


def test_who_has_only_a_keyboard_gets_from_the_call_to_the_thank_you(site, browser):
    cookie = signed_in(UserFactory(person__language="en")).cookies["seedbed_session"].value
    url = site.running.url
    window = browser.new_context(base_url=url, bypass_csp=True, reduced_motion="reduce")
    window.set_default_timeout(PATIENCE)
    window.add_cookies([{"name": "seedbed_session", "value": cookie, "url": url}])

    def walk(page: Page) -> str:
        keyboard = Keyboard(page)
        page.goto(reverse("apply:call", args=[site.call.code]))
        keyboard.press("Check if it is for me")
        keyboard.choose("here")
        keyboard.press("See the result")
        keyboard.press("Start my application")
        keyboard.type("title", "Warm bread")
        keyboard.press("Start")
        keyboard.press("Words")
        keyboard.type("name", "Ada")
        keyboard.type("need", "No bread here")
        keyboard.choose("sells")
        keyboard.choose("agree")
        while "/check/" not in page.url:
            keyboard.press("on")
        keyboard.press("Send my application")
        return page.inner_text("main")

    said = in_the_browser(window.new_page(), walk)
    window.close()
    assert "Thank you. We have your application." in said
