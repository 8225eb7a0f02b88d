"""No page of the demo has an accessibility mistake that axe can find: wide and narrow, in English
and Arabic. The addresses are gathered from the demo, role by role."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.urls import reverse

from accounts.models import User
from applications.awards.models import Award
from applications.judging.models import Round
from applications.payments.models import Disbursement
from applications.training.models import Cohort
from demo.programme.load import load
from tests.sessions import signed_in

from .browser import PATIENCE
from .running import installation

pytestmark = pytest.mark.django_db
WIDTHS = (1280, 360)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demo, loaded and served."""
    with (
        django_db_blocker.unblock(),
        installation("axe", tmp_path_factory.mktemp("axe")) as running,
    ):
        yield running, load(lambda line: None)


def of(play, key: str):
    """The application of an applicant of the demo."""
    return play.users[key].person.applications.get()


def public(play) -> list[str]:
    return [
        "/", "/calls/", "/calls/open-doors/", "/calls/warm-homes/", "/calls/first-steps/",
        "/stories/",
        "/stories/amina/", "/figures/", "/your-data/", "/accessibility/", "/sign-in/login/",
        "/apply/open-doors/", "/apply/open-doors/check/",
    ]  # fmt: skip


def amina(play) -> list[str]:
    application = of(play, "amina")
    return [
        "/my/",
        reverse("journey:status", args=[application.public_id]),
        reverse("awards:agreement", args=[application.public_id]),
        reverse("payments:mine", args=[application.public_id]),
        reverse("mentorships:mine", args=[application.public_id]),
    ]


def dina(play) -> list[str]:
    key = of(play, "dina").public_id
    return [
        "/my/",
        reverse("journey:tasks", args=[key]),
        reverse("journey:section", args=[key, "project"]),
        reverse("journey:section", args=[key, "money"]),
        reverse("journey:check", args=[key]),
        reverse("journey:withdraw", args=[key]),
    ]


def abdul(play) -> list[str]:
    key = of(play, "abdul").public_id
    return [reverse("journey:status", args=[key]), reverse("journey:tasks", args=[key])]


def jerome(play) -> list[str]:
    key = of(play, "jerome").public_id
    return [reverse("training:training", args=[key]), reverse("training:plan", args=[key])]


def zainab(play) -> list[str]:
    key = of(play, "zainab").public_id
    return [reverse("journey:status", args=[key]), reverse("judging:mine", args=[key])]


def farah(play) -> list[str]:
    key = of(play, "farah").public_id
    return [reverse("awards:agreement", args=[key]), reverse("awards:decline", args=[key])]


def judge1(play) -> list[str]:
    today = Round.objects.get(call__code="wolverhampton").public_id
    pitch = of(play, "zainab").public_id
    return [
        "/judging/",
        reverse("judging:panel", args=[today]),
        reverse("judging:conflicts", args=[today]),
        reverse("judging:score", args=[today, of(play, "samuel").public_id]),
        reverse("judging:picture", args=[today, pitch]),
    ]


def chair(play) -> list[str]:
    done = Round.objects.get(call__code="made-in-birmingham").public_id
    return [
        reverse("judging:ranking", args=[done]),
        reverse("judging:reserve_list", args=[done]),
    ]


def mentor(play) -> list[str]:
    mentorship = of(play, "selam").award_record.mentorships.get()
    return [
        "/mentoring/",
        "/mentoring/profile/",
        reverse("mentorships:mentorship", args=[mentorship.public_id]),
        reverse("mentorships:log", args=[mentorship.public_id]),
    ]


def officer(play) -> list[str]:
    cohort = Cohort.objects.get(name="Wolverhampton, evenings").public_id
    return [
        "/admin/pipeline/",
        reverse("pipeline:application", args=[of(play, "abdul").public_id]),
        reverse("pipeline:application", args=[of(play, "amina").public_id]),
        reverse("training_cohorts"),
        reverse("training_cohort", args=[cohort]),
        reverse("training_attendance", args=[cohort]),
        reverse("awards_admin:overview"),
        reverse("awards_admin:award", args=[Award.objects.latest("pk").public_id]),
        reverse("mentoring_overview"),
    ]


def payer(play) -> list[str]:
    payment = Disbursement.objects.get(attempt=2).public_id
    return [
        reverse("payments_admin:queue"),
        reverse("payments_admin:payment", args=[payment]),
        reverse("payments_admin:reconciliation"),
    ]


VISITORS = [
    public, amina, dina, abdul, jerome, zainab, farah, judge1, chair, mentor, officer, payer,
]  # fmt: skip


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("visitor", VISITORS, ids=lambda visitor: visitor.__name__)
def test_pages_have_no_accessibility_mistake(browser, demo, visitor, language):
    site, play = demo
    user = None if visitor is public else play.users[visitor.__name__]
    window = window_of(browser, site.url, user, language)
    page = window.new_page()
    page.set_default_timeout(PATIENCE)
    found = []
    for address in visitor(play):
        answer = page.goto(in_language(address, language))
        assert answer.status == 200, f"{address} answered {answer.status}"
        page.evaluate(AXE_SCRIPT)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            found += [f"{address} at {width}: {each}" for each in mistakes(page, address)]
    window.close()
    assert found == [], "\n".join(found)


def in_language(address: str, language: str) -> str:
    """Staff screens have one address; their language is the browser's."""
    return address if language == "en" or address.startswith("/admin/") else f"/ar{address}"


def window_of(browser, url: str, user: User | None, language: str):
    window = browser.new_context(base_url=url, locale=language, bypass_csp=True)
    if user:
        cookie = signed_in(user).cookies["seedbed_session"].value
        window.add_cookies([{"name": "seedbed_session", "value": cookie, "url": url}])
    return window


def mistakes(page, address: str) -> list[str]:
    """What axe finds; in Wagtail's admin, in the part that is ours."""
    part = {"include": [["main"]]} if address.startswith("/admin/") else {"include": [["html"]]}
    result = page.evaluate(
        "([part, rules]) => axe.run(part, {resultTypes: ['violations'], runOnly: rules})",
        [part, RULES],
    )
    return [
        f"{violation['id']}: {violation['help']} {node['target']}"
        for violation in result["violations"]
        for node in violation["nodes"][:3]
    ]
