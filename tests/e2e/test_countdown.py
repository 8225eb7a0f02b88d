"""The time left on a call page: right without scripts, ticking by the server's clock with them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories.cms import make_call_page, make_site

from .running import installation

LEFT = "[data-until]"
PHONE_IS_FIVE_DAYS_FAST = """
    const right = Date.now;
    Date.now = () => right() + 5 * 86400e3;
"""


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker, tmp_path_factory):
    """One call that closes in three days, one in half a minute, and the page of each."""
    with (
        django_db_blocker.unblock(),
        installation("countdown", tmp_path_factory.mktemp("countdown")) as running,
    ):
        home, now = make_site(), timezone.now()
        closing = {"long": timedelta(days=3, hours=4, minutes=30), "short": timedelta(seconds=40)}
        for code, ahead in closing.items():
            make_call_page(home, code=code, closes_at=now + ahead, languages="en")
        yield running.url


def text(page) -> str:
    return page.locator(LEFT).inner_text().replace("\xa0", " ")


def test_time_left_without_scripts_is_the_servers(site, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/calls/long/")
    assert text(page) == "There is time left: 3 days 4 hours."
    context.close()


def test_script_counts_by_the_servers_clock_until_it_is_over(site, browser):
    context = browser.new_context(timezone_id="Asia/Tehran")
    context.add_init_script(PHONE_IS_FIVE_DAYS_FAST)
    page = context.new_page()
    page.goto(f"{site}/calls/long/")
    assert text(page) == "There is time left: 3 days 4 hours."
    page.wait_for_selector("[data-moment]:not([hidden])")
    assert page.locator("[data-moment]").inner_text().startswith("On your clock: ")
    page.goto(f"{site}/calls/short/")
    if page.locator(LEFT).count():
        page.wait_for_selector("text=The time is over. Load this page again.", timeout=60_000)
        page.reload()
    assert page.locator("h2:has-text('This call is closed')").count() == 1
    context.close()
