"""The time left on a call page: right without scripts, ticking by the server's clock with them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from applications.calls.models import Call
from cms.models import HomePage
from tests.factories.cms import make_call_page

from .running import installation

LEFT = "[data-until]"
PHONE_IS_FIVE_DAYS_FAST = """
    const right = Date.now;
    Date.now = () => right() + 5 * 86400e3;
"""


@pytest.fixture(scope="module")
def site(site_database, django_db_blocker, tmp_path_factory):
    """One call that closes in three days, one in an hour, and the page of each."""
    with (
        django_db_blocker.unblock(),
        installation(
            "countdown", tmp_path_factory.mktemp("countdown"), of=site_database
        ) as running,
    ):
        home, now = HomePage.objects.get(locale__language_code="en"), timezone.now()
        closing = {"long": timedelta(days=3, hours=4, minutes=30), "short": timedelta(hours=1)}
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
    closes_at = timezone.now() + timedelta(seconds=10)
    Call.objects.filter(code="short").update(closes_at=closes_at)
    page.goto(f"{site}/calls/short/")
    page.wait_for_selector("text=The time is over. Load this page again.", timeout=60_000)
    assert timezone.now() >= closes_at
    page.reload()
    assert page.locator("h2:has-text('This call is closed')").count() == 1
    context.close()
