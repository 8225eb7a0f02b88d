"""Charts by kind of project and by year: small numbers are hidden, and nothing gives them away."""

import csv
from datetime import UTC, datetime
from io import StringIO

import pytest

from applications.journey.models import Application
from applications.journey.states import State
from cms import charts
from mentoring.outcomes.cells import BY_STRAND, BY_YEAR, HIDDEN
from programmes.models import Programme
from tests.factories.calls import CallFactory
from tests.factories.journey import ApplicationFactory
from tests.factories.programmes import StrandFactory

from .page import read

pytestmark = pytest.mark.django_db


def apply(programme: Programme, numbers: dict[str, int], year: int = 2027) -> None:
    """So many applications for each kind of project, sent in that year."""
    call = CallFactory(programme=programme, strands=[StrandFactory(programme=programme)])
    for name, number in numbers.items():
        strand = programme.strands.filter(name=name).first()
        strand = strand or StrandFactory(programme=programme, name=name)
        made = ApplicationFactory.create_batch(
            number, call=call, state=State.SUBMITTED, strand=strand, answers={}
        )
        sent = datetime(year, 6, 1, tzinfo=UTC)
        Application.objects.filter(pk__in=[each.pk for each in made]).update(submitted_at=sent)


def received(table) -> dict[str, str]:
    return {row.label: row.cells[0] for row in table.rows}


def test_a_small_kind_is_hidden_together_with_the_next(home):
    programme = home.programme
    programme.strands.all().delete()
    apply(programme, {"Bakery": 9, "Choir": 7, "Garden": 2})
    said = received(BY_STRAND.of(programme))
    assert {name: said[name] for name in ("Bakery", "Choir", "Garden")} == {
        "Bakery": "9",
        "Choir": HIDDEN,
        "Garden": HIDDEN,
    }


def test_a_small_year_is_hidden_together_with_the_next_and_an_empty_one_between_counts(home):
    for year, number in ((2025, 6), (2027, 3), (2028, 8)):
        apply(home.programme, {"Bakery": number}, year)
    assert received(BY_YEAR.of(home.programme)) == {
        "2025": HIDDEN,
        "2026": "0",
        "2027": HIDDEN,
        "2028": "8",
    }


def test_a_bar_has_no_length_where_its_number_is_hidden(home):
    for year, number in ((2026, 6), (2027, 3), (2028, 12), (2029, 24)):
        apply(home.programme, {"Bakery": number}, year)
    by_year = charts.Broken("By year", "Year", BY_YEAR.of(home.programme))
    [applications, _trained, _grants] = by_year.charts
    assert [(row["label"], row["share"]) for row in applications.rows] == [
        ("2026", 0),
        ("2027", 0),
        ("2028", 50),
        ("2029", 100),
    ]


def test_page_and_csv_tell_the_same(home, client):
    apply(home.programme, {"Bakery": 9}, 2026)
    apply(home.programme, {"Bakery": 6}, 2027)
    page = read(client, "/figures/")
    assert "By the year in which people applied Applications received 2026 9 2027 6" in page.text
    answer = client.get(page.links["All this as a table (CSV)"])
    rows = list(csv.reader(StringIO(answer.content.decode().removeprefix("\ufeff"))))
    years = [(row[7], row[2]) for row in rows if row[0] == "Applications received" and row[7]]
    assert years == [("2026", "9"), ("2027", "6")]


def test_one_year_alone_is_no_chart(home, client):
    apply(home.programme, {"Bakery": 9})
    assert "By the year in which people applied" not in read(client, "/figures/").text


def test_many_kinds_are_one_table_instead_of_a_bar_for_each(home, client):
    of_targets = read(client, "/figures/").all("div", class_="bar")
    names = [f"Kind {number}" for number in range(charts.MOST_BARS + 1)]
    for name in names:
        StrandFactory(programme=home.programme, name=name)
    page = read(client, "/figures/")
    numbers = " ".join(f"{name} 0 0 0" for name in names)
    assert f"Projects with a grant {numbers}" in page.text
    assert page.all("div", class_="bar") == of_targets
