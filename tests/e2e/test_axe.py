"""No page of the demo has an accessibility mistake that axe can find, in English and Arabic: public
pages at four widths, by keyboard too; the others wide and narrow, gathered role by role."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.users.models import UserProfile

from accounts.models import User
from applications.awards.models import Award
from applications.calls.models import Call
from applications.judging.models import Round, Rubric
from applications.payments.models import Disbursement
from applications.training.models import Cohort
from cms.models import Consent, JournalEntry, NeedResponse
from config.kept_typing import KEY
from demo.programme.load import load
from events.models import Event
from tests.public_pages import visits
from tests.sessions import signed_in

from . import overfull
from .browser import PATIENCE
from .looking import HEIGHT, NARROW, in_the_browser, look, look_at_menu, misfits, mistakes
from .running import installation

WIDTHS = (1280, 360)


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demo, loaded and served. What a test writes stays, so that the server reads it too."""
    with (
        django_db_blocker.unblock(),
        installation("axe", tmp_path_factory.mktemp("axe")) as running,
    ):
        yield running, load(lambda line: None)


def of(play, key: str):
    """The application of an applicant of the demo."""
    return play.users[key].person.applications.get()


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
        "/my/profile/",
        "/my/kept/",
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
        "/admin/",
        "/admin/pipeline/",
        reverse("pipeline:workload"),
        reverse("pipeline:filters"),
        reverse("pipeline:batches"),
        reverse("pipeline:checklist", args=[Call.objects.get(code="open-doors").public_id]),
        reverse("pipeline:application", args=[of(play, "abdul").public_id]),
        reverse("pipeline:application", args=[of(play, "amina").public_id]),
        reverse("training_cohorts"),
        reverse("training_cohort", args=[cohort]),
        reverse("training_attendance", args=[cohort]),
        reverse("awards_admin:overview"),
        reverse("awards_admin:award", args=[Award.objects.latest("pk").public_id]),
        reverse("mentoring_overview"),
    ]


def officer_of_calls(play) -> list[str]:
    """The officer's screens for calls."""
    call = Call.objects.get(code="open-doors")
    draft = call.question_sets.get_or_create(version=2, body=call.question_sets.get(version=1).body)
    return [
        reverse("calls:index"),
        reverse("calls:make"),
        reverse("calls:call", args=[call.public_id]),
        reverse("calls:change", args=[call.public_id]),
        reverse("calls:eligibility", args=[Call.objects.get(code="warm-homes").public_id]),
        reverse("calls:questions", args=[draft[0].pk]),
        reverse("calls:translate", args=[draft[0].pk, "ar"]),
    ]


def officer_of_judging(play) -> list[str]:
    """The officer's screens for judging, and the award that follows."""
    today = Round.objects.get(call__code="wolverhampton")
    return [
        reverse("judging_admin:index"),
        reverse("judging_admin:rubric_new"),
        reverse("judging_admin:rubric", args=[today.rubric_id]),
        reverse("judging_admin:rubric", args=[Rubric.objects.get(call__code="warm-homes").pk]),
        reverse("judging_admin:round_new"),
        reverse("judging_admin:round", args=[today.public_id]),
        reverse("judging_admin:round_change", args=[today.public_id]),
        reverse("judging_admin:schedule", args=[today.public_id]),
        reverse("judging_admin:running_order", args=[today.public_id]),
        reverse("awards_admin:issue", args=[of(play, "dariusz").public_id]),
    ]


def editor(play) -> list[str]:
    """The editor's own screens beside Wagtail's."""
    event = Event.objects.get(code="open-evening")
    sent = JournalEntry.objects.to_read().earliest("pk")
    return [
        reverse("event_people", args=[event.pk]),
        reverse("cms_consents"),
        reverse("cms_withdraw", args=[Consent.objects.earliest("pk").pk]),
        reverse("cms_translations"),
        reverse("cms_translations_of", args=["ar"]),
        reverse("cms_responses"),
        reverse("cms_response", args=[NeedResponse.objects.latest("pk").pk]),
        reverse("cms_journal"),
        reverse("cms_journal_entry", args=[sent.public_id]),
    ]


def tomasz(play) -> list[str]:
    """A founder's switch for the project's page, and the journal."""
    award = of(play, "tomasz").award_record
    entry = award.journal.earliest("pk")
    return [
        reverse("my_project", args=[award.public_id]),
        reverse("journal_new", args=[award.public_id]),
        reverse("journal_entry", args=[award.public_id, entry.public_id]),
    ]


def payer(play) -> list[str]:
    payment = Disbursement.objects.get(attempt=2).public_id
    return [
        reverse("payments_admin:queue"),
        reverse("payments_admin:payment", args=[payment]),
        reverse("payments_admin:reconciliation"),
    ]


@pytest.mark.parametrize("language", ["en", "ar", "fr"])
def test_public_pages_hold_at_every_width_and_by_keyboard(browser, demo, language):
    site, _play = demo
    window = browser.new_context(base_url=site.url, locale=language)
    mine = [visit for visit in visits() if language in visit.languages]
    found = in_the_browser(
        window.new_page(),
        lambda page: [wrong for visit in mine for wrong in look(page, site.url, visit, language)],
    )
    window.close()
    assert found == [], "\n".join(found)


@pytest.mark.parametrize("address", ["/", "/ar/"])
def test_menu_of_a_small_screen_works_by_keyboard(browser, demo, address):
    site, _play = demo
    window = browser.new_context(base_url=site.url, viewport={"width": NARROW, "height": 700})
    assert in_the_browser(window.new_page(), lambda page: look_at_menu(page, address)) == []
    window.close()


VISITORS = [
    amina, dina, abdul, jerome, zainab, farah, judge1, chair, mentor, officer,
    officer_of_calls, officer_of_judging, payer, editor, tomasz,
]  # fmt: skip


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("visitor", VISITORS, ids=lambda visitor: visitor.__name__)
def test_pages_have_no_accessibility_mistake(browser, demo, visitor, language):
    site, play = demo
    user = play.users[visitor.__name__.partition("_")[0]]
    window = window_of(browser, site.url, user, language)
    page = window.new_page()
    page.set_default_timeout(PATIENCE)
    found = []
    for address in visitor(play):
        wanted = in_language(address, language)
        answer = page.goto(wanted)
        told = page.evaluate("document.documentElement.lang")
        assert (answer.status, urlsplit(page.url).path, told) == (200, wanted, language)
        page.evaluate(AXE_SCRIPT)
        part = "main" if address.startswith("/admin/") else "html"
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            found += [f"{address} at {width}: {each}" for each in mistakes(page, part)]
    window.close()
    assert found == [], "\n".join(found)


def in_language(address: str, language: str) -> str:
    """Staff screens have one address; their language is in the person's profile."""
    return address if language == "en" or address.startswith("/admin/") else f"/ar{address}"


def window_of(browser, url: str, user: User, language: str):
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": language})
    window = browser.new_context(base_url=url, locale=language, bypass_csp=True)
    cookie = with_kept_typing(user).cookies["seedbed_session"].value
    window.add_cookies([{"name": "seedbed_session", "value": cookie, "url": url}])
    return window


def with_kept_typing(user: User) -> Client:
    """Signed in again, after a session that ended while the person was typing."""
    client = signed_in(user)
    over = timezone.now() - timedelta(minutes=1)
    Session.objects.filter(pk=client.session.session_key).update(expire_date=over)
    client.post("/my/profile/", {"display_name": "Typed too late", "language": "en"})
    kept = client.session[KEY]
    client = signed_in(user)
    session = client.session
    session[KEY] = kept
    session.save()
    return client


def test_overfull_pages_fit_the_narrowest_window(browser, demo):
    """The last test of this file: the demo stays overfull."""
    site, _play = demo
    overfull.fill()
    window = browser.new_context(base_url=site.url, viewport={"width": NARROW, "height": HEIGHT})
    addresses = [each for path in overfull.ADDRESSES for each in (path, f"/ar{path}")]
    found = in_the_browser(window.new_page(), lambda page: misfits(page, addresses))
    window.close()
    assert found == [], "\n".join(found)
