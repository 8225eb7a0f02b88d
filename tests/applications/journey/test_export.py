"""The pipeline's list as a file: what the screen shows, and nothing a spreadsheet would run."""

import csv
import io
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

import audit.record
from accounts.roles import Role
from applications.journey import desk, export
from applications.journey.models import Application
from applications.journey.states import State
from tests.factories.accounts import UserFactory
from tests.factories.journey import ApplicationFactory
from tests.factories.programmes import user_with

pytestmark = pytest.mark.django_db

INDEX = "/admin/pipeline/"
NOON = datetime(2026, 7, 1, 12, 0, tzinfo=ZoneInfo("Europe/London"))


@pytest.fixture
def submitted() -> Application:
    return ApplicationFactory(
        state=State.SUBMITTED,
        title='Bread, "warm"',
        reference="COV-2026-0001",
        user=UserFactory(person__display_name="Zoë Ödön"),
        state_since=NOON,
        submitted_at=NOON,
    )


@pytest.fixture
def officer(submitted):
    user = user_with(Role.OFFICER, programme=submitted.call.programme)
    user.person.display_name = "Olwen"
    user.person.save()
    return user


@pytest.fixture
def client(officer, sign_in):
    return sign_in(officer)


def csv_rows(client, query: str = "") -> list[list[str]]:
    body = b"".join(client.get(f"{INDEX}export.csv{query}").streaming_content)
    assert body.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(body.decode("utf-8-sig"), newline="")))


def sheet_rows(client, query: str = "") -> list[list]:
    body = b"".join(client.get(f"{INDEX}export.xlsx{query}").streaming_content)
    sheet = load_workbook(io.BytesIO(body)).active
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_both_files_hold_every_column_of_the_row(submitted, officer, client):
    desk.assign(submitted, to=officer, by=officer)
    desk.flag(submitted, flagged=True, by=officer)
    words = [
        "COV-2026-0001", 'Bread, "warm"', "Zoë Ödön", str(submitted.call), str(submitted.city),
        str(submitted.strand),
    ]  # fmt: skip
    state = ["Sent", "2026-07-01 12:00", "2026-07-01 12:00", "Olwen", "yes"]
    currency = submitted.call.currency
    assert csv_rows(client)[1:] == [[*words, "4500.00", currency, *state]]
    assert sheet_rows(client)[1:] == [[*words, 4500, currency, *state]]
    assert csv_rows(client)[0] == sheet_rows(client)[0] == export.heading()


@pytest.mark.parametrize("read", [csv_rows, sheet_rows])
def test_files_hold_what_the_screen_shows_in_its_order(submitted, client, read):
    for title, asked in (("B", 100), ("C", 900_000)):
        ApplicationFactory(
            call=submitted.call, state=State.JUDGED, title=title, requested_minor=asked
        )
    ApplicationFactory(call=submitted.call, state=State.DRAFT, title="Draft")
    ApplicationFactory(state=State.SUBMITTED, title="Elsewhere")
    found = {
        query: [row[1] for row in read(client, query)[1:]]
        for query in ("?sort=most", "?state=judged", "?q=warm", "?q=nothing")
    }
    assert found == {
        "?sort=most": ["C", 'Bread, "warm"', "B"],
        "?state=judged": ["C", "B"],
        "?q=warm": ['Bread, "warm"'],
        "?q=nothing": [],
    }


@pytest.mark.parametrize(
    "title", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1", "\n@x"]
)
@pytest.mark.parametrize("read", [csv_rows, sheet_rows])
def test_nothing_is_a_formula(submitted, client, read, title):
    Application.objects.update(title=title)
    cell = read(client)[1][1]
    assert cell.replace("\r\n", "\n").replace("_x000D_", "\r").startswith("'")


def test_the_file_also_comes_while_queries_are_written_down(submitted, client):
    """As they are with DEBUG on."""
    with CaptureQueriesContext(connection):
        assert csv_rows(client)[1][1] == submitted.title


def test_a_text_with_a_dash_inside_stays_as_it_is(submitted, client):
    Application.objects.update(title="Two-step = one")
    assert [csv_rows(client)[1][1], sheet_rows(client)[1][1]] == ["Two-step = one"] * 2


def test_control_characters_do_not_break_a_sheet(submitted, client):
    Application.objects.update(title="Bread\x0b\x01")
    assert sheet_rows(client)[1][1] == "Bread"


def test_taking_a_list_away_is_written_down_without_its_words(officer, client):
    csv_rows(client, "?q=zoe&state=submitted&whose=mine")
    [entry] = audit.record.history(officer.person)
    assert (entry.user, entry.data) == (
        officer,
        {"kind": "csv", "state": "submitted", "whose": "mine", "words": True},
    )


def test_a_list_too_long_for_a_sheet_is_refused_kindly(submitted, officer, client, monkeypatch):
    monkeypatch.setattr(export, "SHEET_ROWS", 1)
    ApplicationFactory(call=submitted.call, state=State.SUBMITTED)
    answer = client.get(f"{INDEX}export.xlsx?state=submitted", follow=True)
    assert "A sheet takes at most 1 rows. Take the CSV, or choose fewer." in answer.content.decode()
    assert list(audit.record.history(officer.person)) == []
