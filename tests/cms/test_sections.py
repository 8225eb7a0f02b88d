"""Section pages: figures from the records, promises that tell the truth, needs people answer."""

from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.db import IntegrityError
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from audit.record import history
from cms import actions, need_forms
from cms.models import NeedResponse, Statement
from cms.statements_admin import StatementForm, StatementViewSet
from mentoring.outcomes.models import Indicator, Reading
from notifications.models import Message
from tests.factories.programmes import ProgrammeFactory, user_with
from tests.factories.sections import make_response, make_section, make_statement

from .page import Page, read

pytestmark = pytest.mark.django_db
WORDS = {"name": "Rosa", "email": "Rosa@Example.org", "message": "I can teach."}


@pytest.fixture(autouse=True)
def nobody_wrote_before():
    cache.clear()


@pytest.fixture
def need(home):
    make_section(home)
    return make_statement(home.programme)


def learners(home, **reading) -> Indicator:
    made = Indicator.objects.create(
        programme=home.programme, code="learners", name="Learners", unit="people"
    )
    if reading:
        Reading.objects.create(indicator=made, source="Report, table 3", **reading)
    return made


def stamp_of(client: Client, need) -> str:
    """The hidden moment of a form that was shown long enough ago."""
    page = Page(client.get(f"/needs/{need.pk}/").content.decode())
    [hidden] = page.all("input", name="shown")
    return hidden["value"]


@pytest.fixture
def patient(monkeypatch):
    """As if every form had been shown for a while."""
    monkeypatch.setattr(need_forms, "SOONEST", -1)


def test_have_shows_the_latest_reading_with_date_and_source(home, client):
    make_section(home)
    indicator = learners(home, value=1412, as_of=date(2026, 9, 30))
    make_statement(
        home.programme, "have", text="{number} people learn with us.", indicator=indicator
    )
    assert "1,412 people learn with us. 30 September 2026 · Report, table 3" in (
        read(client, "/skills/").text
    )
    Reading.objects.create(indicator=indicator, value=2, as_of=date(2026, 10, 1), source="Count")
    assert "<5 people learn with us. 1 October 2026 · Count" in read(client, "/skills/").text


def test_have_without_a_reading_is_not_claimed(home, client):
    make_section(home)
    make_statement(home.programme, "have", text="{number} learn.", indicator=learners(home))
    page = read(client, "/skills/")
    assert ("learn." in page.text, "We begin here soon" in page.text) == (False, True)


@pytest.mark.parametrize(
    ("due", "done", "says"),
    [
        (0, None, "On our way"),
        (-1, None, "Late"),
        (-1, -1, "Kept"),
        (-2, -1, "Kept, but late"),
    ],
)
def test_promise_turns_late_or_kept_by_itself(home, client, due, done, says):
    make_section(home)
    today = timezone.localdate()
    make_statement(
        home.programme,
        "will",
        due_on=today + timedelta(days=due),
        done_on=None if done is None else today + timedelta(days=done),
    )
    assert f"We will {says} Print the course." in read(client, "/skills/").text


def test_statement_of_another_programme_or_section_stays_away(home, client):
    make_section(home)
    make_statement(home.programme, "have", foundation="jobs")
    make_statement(ProgrammeFactory(), "have")
    assert "A room in every city" not in read(client, "/skills/").text


@pytest.mark.parametrize(
    ("kind", "facts"),
    [
        ("will", {"due_on": None}),
        ("have", {"done_on": date(2026, 1, 1)}),
        ("need", {"inbox_email": ""}),
        ("have", {"inbox_email": "a@example.org"}),
    ],
)
def test_database_refuses_a_statement_that_says_too_little_or_too_much(home, kind, facts):
    with pytest.raises(IntegrityError):
        make_statement(home.programme, kind, **facts)


def test_public_page_holds_no_form_and_leads_to_one(need, client):
    page = read(client, "/skills/")
    assert page.links["I can help"] == f"/needs/{need.pk}/"
    assert [tag for tag in page.all("form") if tag.get("method") == "post"] == []
    shown = client.get(f"/needs/{need.pk}/")
    assert "no-store" in shown["Cache-Control"]


def test_reader_sees_in_their_language_who_reads_the_answers(need, home, client):
    Statement.objects.filter(pk=need.pk).update(inbox_name_words={"ar": "فريق التدريب"})
    assert "فريق التدريب" in read(client, f"/ar/needs/{need.pk}/").text
    assert "Training team" in read(client, f"/needs/{need.pk}/").text


def test_answer_reaches_the_inbox_and_the_person_is_thanked(need, client, patient):
    given = WORDS | {"shown": stamp_of(client, need), "website": ""}
    sent = client.post(f"/needs/{need.pk}/", given)
    assert sent["Location"] == f"/needs/{need.pk}/?sent=1"
    assert "Thank you" in read(client, sent["Location"]).text
    response = NeedResponse.objects.get()
    assert (response.name, response.email, response.status) == ("Rosa", "rosa@example.org", "open")
    letters = Message.objects.order_by("pk").values_list("kind", "to_email")
    assert list(letters) == [
        ("cms.response_came", "training@example.org"),
        ("cms.response_thanks", "rosa@example.org"),
    ]
    [entry] = history(response)
    assert (entry.action, "Rosa" in str(entry.data) + entry.label) == ("cms.respond", False)


def test_machine_that_fills_every_field_is_thanked_and_forgotten(need, client, patient):
    given = WORDS | {"shown": stamp_of(client, need), "website": "https://buy.example"}
    assert client.post(f"/needs/{need.pk}/", given).status_code == 302
    assert NeedResponse.objects.count() == 0


def test_too_quick_or_forged_form_is_asked_again(need, client):
    for stamp in (stamp_of(client, need), "forged", ""):
        answer = client.post(f"/needs/{need.pk}/", WORDS | {"shown": stamp})
        assert (answer.status_code, "press the button again" in answer.content.decode()) == (
            200,
            True,
        )
    assert NeedResponse.objects.count() == 0


def test_many_answers_from_one_place_wait(need, client, patient):
    given = WORDS | {"shown": stamp_of(client, need)}
    codes = [client.post(f"/needs/{need.pk}/", given).status_code for _ in range(11)]
    assert codes == [302] * 10 + [429]


def test_need_that_is_met_says_so_with_410(need, client):
    need.done_on = date(2026, 3, 1)
    need.save()
    answer = client.get(f"/needs/{need.pk}/")
    assert (answer.status_code, "1 March 2026" in answer.content.decode()) == (410, True)
    with pytest.raises(actions.NeedIsOver):
        make_response(need)


def test_officer_answers_by_email_once(need, sign_in):
    response = make_response(need)
    officer = user_with(Role.OFFICER, programme=need.programme)
    staff = sign_in(officer)
    assert "I can teach." in staff.get(f"/admin/needs/{response.pk}/").content.decode()
    staff.post(f"/admin/needs/{response.pk}/", {"answer": "Come on Tuesday."})
    response.refresh_from_db()
    assert (response.status, response.settled_by) == ("answered", officer)
    letter = Message.objects.get(kind="cms.response_answer")
    assert (letter.to_email, "Come on Tuesday." in letter.paragraphs) == ("rosa@example.org", True)
    staff.post(f"/admin/needs/{response.pk}/", {"answer": "Again."})
    assert Message.objects.filter(kind="cms.response_answer").count() == 1
    staff.post(f"/admin/needs/{response.pk}/", {"close": "1"})
    assert [each.action for each in history(response)] == [
        "cms.respond",
        "cms.answered_response",
        "cms.closed_response",
    ]


def test_officer_of_another_programme_sees_no_answer(need, sign_in):
    response = make_response(need)
    stranger = sign_in(user_with(Role.OFFICER, programme=ProgrammeFactory()))
    assert stranger.get(f"/admin/needs/{response.pk}/").status_code == 404
    assert "Rosa" not in stranger.get("/admin/needs/").content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_list_of_answers_costs_the_same_however_long(
    need, sign_in, no_menu, rows, django_assert_num_queries
):
    for _ in range(rows):
        make_response(need)
    staff = sign_in(user_with(Role.OFFICER, programme=need.programme))
    staff.get("/admin/needs/")
    with django_assert_num_queries(9):
        staff.get("/admin/needs/")


def test_answers_are_forgotten_after_a_year_with_their_letters(need):
    system = User.objects.system()
    old, new = make_response(need), make_response(need)
    NeedResponse.objects.filter(pk=old.pk).update(
        received_at=timezone.now() - actions.KEEP_RESPONSES - timedelta(minutes=1)
    )
    assert actions.forget_responses(by=system) == 1
    assert NeedResponse.objects.get() == new
    assert Message.objects.filter(object_id=old.pk, kind__startswith="cms.response").count() == 0


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"kind": "have", "text": "60 people learn."}, "text"),
        ({"kind": "have", "text": "{number} people learn."}, "indicator"),
        ({"kind": "will", "text": "Print it."}, "due_on"),
        ({"kind": "need", "text": "Trainers."}, "inbox_email"),
        ({"kind": "have", "text": "Rooms.", "inbox_email": "a@example.org"}, "inbox_email"),
        (
            {"kind": "will", "text": "Go.", "due_on": "2026-01-01", "done_on": "2100-01-01"},
            "done_on",
        ),
    ],
)
def test_editor_is_told_in_words_what_a_statement_lacks(home, given, field):
    form_class = StatementViewSet().get_edit_handler().get_form_class()
    assert issubclass(form_class, StatementForm)
    form = form_class({"programme": home.programme.pk, "foundation": "jobs", "position": 0} | given)
    assert field in form.errors
