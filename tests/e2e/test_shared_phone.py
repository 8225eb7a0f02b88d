"""A phone that others use, in a real browser: leaving, going back, the PIN, an empty store."""

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
PIN = "2580"
WORDS = "Nobody on our street has an oven."
SAVED = ".saving:not([hidden]):has-text('Saved at')"
TESTS = 5


@dataclass
class Site:
    """A running site, cookies of one person's sign-ins, and their untouched drafts."""

    running: Running
    cookies: Iterator[str]
    drafts: Iterator[Application]


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker, tmp_path_factory):
    asks = [question("need", "long_text", word_limit=200), question("town")]
    with (
        django_db_blocker.unblock(),
        installation("phones", tmp_path_factory.mktemp("phones")) as running,
    ):
        user, call = UserFactory(), CallFactory(questions=[section("project", *asks)])
        drafts = [ApplicationFactory(user=user, call=call, answers={}) for _each in range(TESTS)]
        cookies = [
            signed_in(user).cookies[settings.SESSION_COOKIE_NAME].value for _each in range(TESTS)
        ]
        yield Site(running, iter(cookies), iter(drafts))


@pytest.fixture
def draft(site: Site) -> Application:
    return next(site.drafts)


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def visitor(browser: Remote, site: Site, request):
    """The applicant, signed in on their own phone."""
    visitor = Visitor(browser, site.running, scripts=request.param)
    name, value = settings.SESSION_COOKIE_NAME, next(site.cookies)
    visitor.window.add_cookies([{"name": name, "value": value, "url": site.running.url}])
    yield visitor
    visitor.leave()


def share(visitor: Visitor) -> None:
    visitor.go("/my/shared-phone/")
    visitor.fill(pin=PIN)
    visitor.press("Use this PIN")


def section_of(draft: Application) -> str:
    return f"/applications/{draft.public_id}/section/project/"


def kept(draft: Application) -> list:
    return list(Answer.objects.filter(application=draft).values_list("value", flat=True))


@pytest.mark.parametrize("visitor", [True, False], ids=["scripts", "no scripts"], indirect=True)
def test_leaving_saves_shows_a_calendar_and_going_back_shows_the_lock(visitor, draft):
    share(visitor)
    visitor.go(section_of(draft))
    visitor.fill(need=WORDS)
    visitor.page.get_by_role("button", name="Leave this page quickly").click()
    visitor.page.wait_for_url("**/today/")
    assert visitor.page.title() == "Today"
    assert kept(draft) == [WORDS]
    visitor.page.go_back()
    visitor.page.wait_for_load_state()
    assert visitor.page.title() == "My page"
    assert WORDS not in visitor.text
    assert visitor.page.locator("main [name=pin]").count() or "today" in visitor.page.url
    visitor.go("/my/locked/?next=" + section_of(draft))
    visitor.fill(pin=PIN)
    visitor.press("Open")
    assert visitor.page.locator("[name=need]").input_value() == WORDS


@pytest.mark.parametrize("visitor", [True], ids=["scripts"], indirect=True)
def test_esc_three_times_leaves_and_signs_out_on_ones_own_phone(visitor, draft):
    visitor.go(section_of(draft))
    visitor.fill(need=WORDS)
    for _each in range(3):
        visitor.page.keyboard.press("Escape")
    visitor.page.wait_for_url("**/today/")
    assert kept(draft) == [WORDS]
    visitor.page.goto(section_of(draft))
    assert "/sign-in/" in visitor.page.url
    assert visitor.page.evaluate("localStorage.length") == 0


@pytest.mark.parametrize("visitor", [True], ids=["scripts"], indirect=True)
def test_a_shared_phone_keeps_no_answer_and_comes_back_to_the_same_field(visitor, draft):
    share(visitor)
    visitor.go(section_of(draft))
    visitor.window.set_offline(True)
    visitor.page.locator("[name=town]").fill("Riverside")
    visitor.page.locator(".saving:has-text('Keep this page open')").wait_for()
    assert visitor.page.evaluate("localStorage.length") == 0
    visitor.window.set_offline(False)
    visitor.page.locator(SAVED).wait_for()
    assert kept(draft) == ["Riverside"]
    visitor.window.request.post("/leave/")  # from another window
    visitor.page.reload()
    visitor.fill(pin=PIN)
    visitor.press("Open")
    assert visitor.page.url.endswith(section_of(draft) + "#id_town")


@pytest.mark.parametrize("visitor", [False], ids=["no scripts"], indirect=True)
def test_five_wrong_pins_ask_for_a_code(visitor, draft):
    share(visitor)
    visitor.go(section_of(draft))
    visitor.page.get_by_role("button", name="Leave this page quickly").click()
    visitor.page.goto(section_of(draft))
    for _each in range(5):
        visitor.fill(pin="9999")
        visitor.press("Open")
    assert "/sign-in/" in visitor.page.url
    visitor.page.goto(section_of(draft))
    assert "/sign-in/" in visitor.page.url
