"""Evaluators read a programme's figures and take them away as CSV, without names."""

import csv
from datetime import date
from io import StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.roles import Role
from applications.journey.states import State
from files.tables import harmless
from mentoring.outcomes.models import Indicator, Reading
from tests.factories.calls import CallFactory
from tests.factories.journey import ApplicationFactory
from tests.factories.programmes import CityFactory, ProgrammeFactory, user_with
from tests.sessions import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    return ProgrammeFactory(code="open-doors")


@pytest.fixture
def client(programme):
    return signed_in(user_with(Role.EVALUATOR, programme=programme))


def read(programme, value: int, *, code="volunteers", source="Our survey", **kwargs) -> Reading:
    indicator, _ = Indicator.objects.get_or_create(
        programme=programme, code=code, name=code.capitalize(), unit="people"
    )
    values = {"as_of": date(2026, 6, 1)} | kwargs
    return Reading.objects.create(indicator=indicator, value=value, source=source, **values)


def rows(response) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(response.content.decode("utf-8-sig"))))


def test_an_evaluator_comes_straight_to_the_one_programme(client):
    assert client.get("/admin/figures/").headers["Location"] == "/admin/figures/open-doors/"


def test_an_evaluator_of_two_chooses(programme):
    evaluator = user_with(Role.EVALUATOR)
    other = ProgrammeFactory()
    page = signed_in(evaluator).get("/admin/figures/")
    assert page.context["programmes"] == sorted([programme, other], key=str)


def test_readings_show_newest_first_and_small_counts_stay_hidden(client, programme):
    old = read(programme, 1200, as_of=date(2026, 1, 1))
    new = read(programme, 4, city=CityFactory())
    page = client.get("/admin/figures/open-doors/")
    assert page.context["readings"] == [(new, "<5"), (old, "1,200")]


def test_figures_elsewhere_are_not_found(client):
    ProgrammeFactory(code="elsewhere")
    assert client.get("/admin/figures/elsewhere/").status_code == 404
    assert client.get("/admin/figures/elsewhere/figures.csv").status_code == 404


def test_the_csv_has_live_figures_then_readings_and_no_names(client, programme):
    call = CallFactory(programme=programme)
    for _ in range(5):
        ApplicationFactory(call=call, state=State.SUBMITTED, title="Open Table")
    read(programme, 40)
    response = client.get("/admin/figures/open-doors/figures.csv")
    assert (
        response.headers["Content-Disposition"] == 'attachment; filename="open-doors-figures.csv"'
    )
    found = rows(response)
    assert [(row["kind"], row["code"], row["value"], row["unit"]) for row in found] == [
        ("live", "applications_received", "5", ""),
        ("live", "people_trained", "0", ""),
        ("live", "awards", "0", ""),
        ("live", "amount_awarded", "0.00", "EUR"),
        ("live", "amount_paid", "0.00", "EUR"),
        ("reading", "volunteers", "40", "people"),
    ]
    assert b"Open Table" not in response.content


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
def test_no_cell_runs_as_a_formula(client, programme, start):
    read(programme, 40, source=f"{start}cmd|' /C calc'!A1")
    assert rows(client.get("/admin/figures/open-doors/figures.csv"))[-1]["source"][0] == "'"
    assert harmless(f"{start}1+1") == f"'{start}1+1"
    assert harmless("Our survey = good") == "Our survey = good"


@pytest.mark.parametrize("role", [Role.TRAINER, Role.EDITOR, Role.FINANCE_PAYER, Role.MENTOR])
def test_other_roles_read_no_figures(role, programme):
    response = signed_in(user_with(role)).get("/admin/figures/")
    assert response.status_code in (302, 403)
    assert response.headers.get("Location", "/admin/") != "/admin/figures/open-doors/"


@pytest.mark.parametrize("readings", [1, 3])
def test_figures_take_the_same_queries_for_one_and_three_readings(client, programme, readings):
    for number in range(readings):
        read(programme, 40, code=f"figure-{number}", city=CityFactory())
    client.get("/admin/figures/open-doors/")
    with CaptureQueriesContext(connection) as captured:
        client.get("/admin/figures/open-doors/figures.csv")
    assert len(captured) == 8
