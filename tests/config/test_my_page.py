"""The first screen after sign-in, and a person's own details."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import audit.record
from accounts.roles import Role
from applications.journey.states import State
from programmes import waiting
from tests.factories.accounts import UserFactory
from tests.factories.journey import ApplicationFactory
from tests.factories.judging import RoundFactory
from tests.factories.programmes import user_with
from tests.sessions import signed_in

pytestmark = pytest.mark.django_db


def test_items_with_a_date_come_first_and_the_nearest_in_front(monkeypatch):
    soon, later = datetime(2026, 12, 1, tzinfo=UTC), datetime(2026, 12, 9, tzinfo=UTC)
    items = [
        waiting.Waiting("Some day", "/a/", "x"),
        waiting.Waiting("Later", "/b/", "x", by=later),
        waiting.Waiting("Soon", "/c/", "x", by=soon),
    ]
    monkeypatch.setattr(waiting, "_sources", [lambda user: items])
    page = signed_in(UserFactory()).get("/my/")
    assert [item.label for item in page.context["waiting"]] == ["Soon", "Later", "Some day"]


def doors(user) -> list[str]:
    return [door.url for door in signed_in(user).get("/my/").context["doors"]]


def test_everybody_has_their_details_and_staff_the_office_too(monkeypatch):
    monkeypatch.setattr(waiting, "_doors", [])
    assert doors(UserFactory()) == ["/my/profile/"]
    assert doors(user_with(Role.CHAIR)) == ["/my/profile/", "/sign-in/2fa/"]
    assert doors(user_with(Role.OFFICER)) == ["/admin/", "/my/profile/", "/sign-in/2fa/"]


def test_a_room_opens_its_doors(monkeypatch):
    monkeypatch.setattr(waiting, "_doors", [])
    waiting.opens(lambda user: [waiting.Door("My panel", "/judging/")])
    assert doors(UserFactory()) == ["/judging/", "/my/profile/"]


DOORS = {
    Role.OFFICER: [
        "/admin/calls/",
        "/admin/pipeline/",
        "/admin/training/",
        "/admin/judging/",
        "/admin/awards/",
        "/admin/mentoring/",
        "/admin/figures/",
    ],
    Role.EVALUATOR: ["/admin/figures/"],
    Role.TRAINER: ["/admin/training/"],
    Role.JUDGE: [],
    Role.MENTOR: ["/mentoring/"],
    Role.FINANCE_APPROVER: ["/admin/payments/"],
    Role.FINANCE_PAYER: ["/admin/payments/"],
    Role.EDITOR: ["/admin/pages/"],
    Role.TRANSLATOR: ["/admin/pages/"],
    Role.ADMINISTRATOR: [
        "/admin/people/",
        "/admin/calls/",
        "/admin/pipeline/",
        "/admin/training/",
        "/admin/judging/",
        "/admin/awards/",
        "/admin/payments/",
        "/admin/mentoring/",
        "/admin/figures/",
        "/admin/pages/",
    ],
}


@pytest.mark.parametrize("role", DOORS)
def test_each_role_finds_its_rooms_and_can_enter_them(role):
    user = user_with(role)
    rooms = [door.url for door in waiting.doors_for(user)]
    assert rooms == DOORS[role]
    entered = [signed_in(user).get(url, follow=True) for url in rooms]
    assert {response.status_code for response in entered} <= {200}
    assert "/admin/" not in [response.request["PATH_INFO"] for response in entered]


def test_a_judge_with_a_seat_finds_their_panels():
    judge = user_with(Role.JUDGE)
    RoundFactory().members.create(user=judge)
    assert [door.url for door in waiting.doors_for(judge)] == ["/judging/"]


def queries_of_my_page(user, rows: int) -> int:
    for _ in range(rows):
        ApplicationFactory(user=user, state=State.DRAFT)
    client = signed_in(user)
    with CaptureQueriesContext(connection) as captured:
        client.get("/my/")
    return len(captured)


@pytest.mark.parametrize("rows", [1, 3])
def test_my_page_takes_the_same_queries_however_much_waits(rows):
    assert queries_of_my_page(UserFactory(), rows) == 27
    assert queries_of_my_page(user_with(Role.OFFICER), rows) == 44


def test_the_office_shows_what_waits_on_its_first_screen(monkeypatch):
    items = [waiting.Waiting("Mark who came", "/admin/training/", "Spring")]
    monkeypatch.setattr(waiting, "_sources", [lambda user: items])
    page = signed_in(user_with(Role.TRAINER)).get("/admin/")
    [panel] = [each for each in page.context["panels"] if each.name == "waiting"]
    assert panel.get_context_data({"request": page.wsgi_request}) == {"waiting": items}


def test_details_are_kept_and_the_record_names_the_fields_only():
    user = UserFactory()
    details = {
        "display_name": "Amal",
        "language": "ar",
        "phone": "+44 20 7946 0000",
        "preferred_channel": "text",
        "interpreter_language": "Arabic",
        "access_needs": "Large print",
    }
    response = signed_in(user).post("/my/profile/", details)
    assert response.headers["Location"] == "/my/"
    user.person.refresh_from_db()
    assert {key: getattr(user.person, key) for key in details} == details
    [entry] = audit.record.history(user.person)
    assert (entry.action, entry.label) == (
        "accounts.change_profile",
        f"Person {user.person.pk}",
    )
    assert sorted(entry.data["fields"]) == sorted(details)


def test_keeping_the_same_details_leaves_no_record():
    user = UserFactory()
    same = {
        "display_name": user.person.display_name,
        "language": "en",
        "preferred_channel": "email",
    }
    signed_in(user).post("/my/profile/", same)
    assert audit.record.history(user.person).count() == 0


def test_a_phone_call_needs_a_number():
    response = signed_in(UserFactory()).post(
        "/my/profile/",
        {"display_name": "Amal", "language": "en", "preferred_channel": "phone"},
    )
    assert list(response.context["form"].errors) == ["phone"]
