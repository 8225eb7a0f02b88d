"""What is withdrawn, hidden or cancelled is gone from everything that programs read."""

from collections.abc import Callable

import pytest

from accounts.roles import Role
from applications.calls import actions as call_actions
from cms import actions
from tests.factories.cms import make_call_page, make_consent, make_image, make_story
from tests.factories.programmes import user_with
from tests.factories.projects import founder_of, make_project

pytestmark = pytest.mark.django_db
LISTS = [
    "/",
    "/sitemap.xml",
    *(
        f"{start}/{kind}/{part}"
        for start in ("", "/ar")
        for kind in ("calls", "stories", "projects")
        for part in ("", "feed/", "feed/atom/")
    ),
    "/calls.json",
    "/ar/calls.json",
]


def naming(client, words: str) -> list[str]:
    """The lists that name an address; none may fail."""
    answers = {address: client.get(address) for address in LISTS}
    assert {address: each.status_code for address, each in answers.items()} == dict.fromkeys(
        LISTS, 200
    )
    return [address for address, each in answers.items() if words in each.content.decode()]


def withdrawn_story(home) -> tuple[str, Callable]:
    consent = make_consent()
    make_story(consent=consent, image=make_image())
    return "/stories/oven/", lambda: actions.withdraw_consent(consent, by=home.owner)


def hidden_project(home) -> tuple[str, Callable]:
    page = make_project()
    return "/projects/bread/", lambda: actions.hide_project(
        page.award.showing, by=founder_of(page.award)
    )


def cancelled_call(home) -> tuple[str, Callable]:
    call = make_call_page(home, code="autumn").call
    return "/calls/autumn/", lambda: call_actions.cancel_call(call, by=user_with(Role.OFFICER))


@pytest.mark.parametrize(
    ("what", "lists"), [(withdrawn_story, 8), (hidden_project, 7), (cancelled_call, 10)]
)
def test_what_is_taken_back_is_gone_from_every_list(home, client, what, lists):
    address, take_back = what(home)
    before = naming(client, address)
    assert len(before) == lists, before
    take_back()
    after = naming(client, address)
    kept = ["/sitemap.xml"] if what is cancelled_call else []
    assert after == kept
