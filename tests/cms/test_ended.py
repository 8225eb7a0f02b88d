"""A programme ends: pages stay and say so, forms go, and another programme beside it goes on."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from applications.calls import problems
from audit.record import history
from events.actions import call_off
from events.models import Registration
from programmes.ending import StillBusy, end_programme, resume_programme
from programmes.models import Programme
from tests.factories.calls import CallFactory
from tests.factories.cms import make_call_page, make_story
from tests.factories.events import make_event_page
from tests.factories.learning import make_journal, make_lesson
from tests.factories.programmes import ProgrammeFactory, user_with
from tests.factories.sections import make_section, make_statement

from .page import read

pytestmark = pytest.mark.django_db
SAYS = "This programme has ended"


@pytest.fixture
def administrator(db) -> User:
    return user_with(Role.ADMINISTRATOR)


def past() -> dict:
    return {
        "opens_at": timezone.now() - timedelta(days=30),
        "closes_at": timezone.now() - timedelta(days=2),
    }


def test_ended_programme_keeps_its_pages_and_says_so_on_each(home, client, administrator):
    make_call_page(home, code="autumn", **past())
    make_story()
    make_section(home)
    make_statement(home.programme)
    make_journal(home)
    make_lesson(home)
    end_programme(home.programme, archive=True, by=administrator)
    for address in ("/", "/calls/", "/calls/autumn/", "/stories/", "/stories/oven/", "/skills/",
                    "/figures/", "/your-data/", "/ar/calls/autumn/", "/journals/", "/lessons/",
                    "/journals/journal-1/", "/ar/lessons/knock-twice/"):  # fmt: skip
        page = read(client, address)
        assert len(page.all("aside", class_="ended-strip")) == 1, address
    assert timezone.localdate().strftime("%B %Y") in read(client, "/stories/oven/").text
    assert "I can help" not in read(client, "/skills/").links
    assert "The oven" in read(client, "/search/?q=neighbours").links
    assert "/stories/oven/" in client.get("/sitemap.xml").content.decode()


def test_forms_of_an_ended_programme_answer_kindly_with_410(home, client, administrator):
    make_call_page(home, code="autumn", **past())
    need = make_statement(home.programme)
    make_event_page(programme=home.programme, starts_at=timezone.now() - timedelta(days=9))
    end_programme(home.programme, archive=True, by=administrator)
    for address in ("/apply/autumn/", "/apply/autumn/check/", "/apply/autumn/start/",
                    "/calls/autumn/follow/", f"/needs/{need.pk}/",
                    "/events/repair-day/register/"):  # fmt: skip
        answer = client.get(address)
        assert (answer.status_code, "<h1>" in answer.content.decode()) == (410, True), address


def test_programme_beside_an_ended_one_goes_on(home, client, administrator):
    other = ProgrammeFactory(name="Green Streets")
    make_call_page(home, code="autumn", **past())
    home.programme, ended = other, home.programme
    make_call_page(home, code="winter")
    end_programme(ended, archive=True, by=administrator)
    assert SAYS in read(client, "/calls/autumn/").text
    open_page = read(client, "/calls/winter/")
    assert (SAYS in open_page.text, "Apply now" in open_page.links) == (False, True)
    assert client.get("/apply/winter/").status_code == 200


def test_programme_with_an_open_call_cannot_end(home, administrator):
    make_call_page(home, code="autumn")
    with pytest.raises(StillBusy):
        end_programme(home.programme, archive=False, by=administrator)
    assert not Programme.objects.get(pk=home.programme.pk).is_over


def test_programme_with_an_event_to_come_cannot_end(home, client, administrator):
    page = make_event_page(programme=home.programme)
    with pytest.raises(StillBusy, match="Events are still to come: Repair day"):
        end_programme(home.programme, archive=True, by=administrator)
    call_off(page.event, by=administrator)
    end_programme(home.programme, archive=True, by=administrator)


def test_event_of_an_ended_programme_takes_nobody_whatever_its_date(home, client, administrator):
    end_programme(home.programme, archive=True, by=administrator)
    make_event_page(programme=Programme.objects.get(pk=home.programme.pk))
    page = read(client, "/events/repair-day/")
    assert (SAYS in page.text, "Ask for a place" in page.links) == (True, False)
    asked = {"name": "Rosa", "email": "rosa@example.org", "language": "en", "guests": "0"}
    assert client.post("/events/repair-day/register/", asked).status_code == 410
    assert Registration.objects.count() == 0


def test_call_of_an_ended_programme_cannot_be_published(home, administrator):
    end_programme(home.programme, archive=False, by=administrator)
    home.programme.refresh_from_db()
    call = CallFactory(programme=home.programme, published_at=None)
    assert "The programme has ended. It takes no new applications." in problems.of_call(call)


def test_administrator_ends_a_programme_and_takes_it_up_again(home, client, administrator, sign_in):
    screen = f"/admin/programmes/{home.programme.code}/end/"
    staff = sign_in(administrator)
    staff.post(screen, {"verb": "archive"})
    assert SAYS in read(client, "/").text
    staff.post(screen, {"verb": "resume"})
    assert SAYS not in read(client, "/").text
    assert [each.action for each in history(home.programme)] == [
        "programmes.end",
        "programmes.resume",
    ]


def test_officer_cannot_end_a_programme(home):
    officer = user_with(Role.OFFICER, programme=home.programme)
    for verb in (lambda: end_programme(home.programme, archive=True, by=officer),
                 lambda: resume_programme(home.programme, by=officer)):  # fmt: skip
        with pytest.raises(PermissionDenied):
            verb()


def test_database_knows_the_day_of_every_end(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        ProgrammeFactory(state=Programme.State.ARCHIVED)
