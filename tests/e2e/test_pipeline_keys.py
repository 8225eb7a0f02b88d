"""An officer reads the pipeline without a mouse."""

import pytest
from django.conf import settings

from accounts.models import User
from tests.sessions import signed_in

from .visitor import Visitor


@pytest.fixture
def officer(browser, demo):
    site, _cast = demo
    user = User.objects.get(email="officer@demo.seedbed.example")
    cookie = signed_in(user).cookies[settings.SESSION_COOKIE_NAME].value
    visitor = Visitor(browser, site, scripts=True)
    visitor.window.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": site.url}]
    )
    yield visitor
    visitor.leave()


def test_an_officer_skips_to_the_list_goes_through_it_and_chooses_by_keys(officer):
    officer.go("/admin/pipeline/")
    keys, rows = officer.page.keyboard, officer.page.locator("#applications tbody tr")
    officer.page.get_by_role("link", name="Go to the applications").focus()
    for key in ["Enter", "j", "j", "x", "k"]:
        keys.press(key)
    chosen = [row.locator("[name=pick]").is_checked() for row in rows.all()[:3]]
    assert chosen == [False, True, False]
    first = rows.first.locator("th a")
    address = first.get_attribute("href")
    keys.press("Enter")
    officer.page.wait_for_url(f"**{address}")
