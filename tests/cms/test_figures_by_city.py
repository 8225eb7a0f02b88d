"""Counts by city: no small number is shown, and none can be worked out from the total."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring.outcomes.cells import hidden, tells_too_much
from tests.factories.programmes import CityFactory

from .page import read


@pytest.mark.parametrize(
    ("counts", "hides"),
    [
        ([5, 9, 20], []),
        ([3, 9, 20], [0, 1]),
        ([1, 2, 20], [0, 1]),
        ([1, 1, 20], [0, 1, 2]),
        ([3, 0, 0], [0, 1]),
        ([1, 1, 0], [0, 1, 2]),
        ([0, 0, 0], []),
    ],
)
def test_small_cells_are_hidden_with_others_that_guard_them(counts, hides):
    assert sorted(hidden(dict(enumerate(counts)))) == hides


@given(st.lists(st.integers(0, 12), min_size=2, max_size=7))
def test_hidden_cells_have_more_than_one_answer(counts):
    hide = hidden(dict(enumerate(counts)))
    cells = [counts[key] for key in hide]
    small = {key for key, count in enumerate(counts) if 0 < count < 5}
    assert small <= hide
    guarded = len(cells) > 1 and (0 in cells or sum(cells) > len(cells))
    total_is_hidden = 0 < sum(counts) < 5
    assert not cells or guarded or total_is_hidden or tells_too_much(dict(enumerate(counts)))


def test_table_that_no_hiding_makes_safe_is_not_shown():
    assert tells_too_much(dict.fromkeys(range(5), 1))
    assert not tells_too_much({0: 1, 1: 1, 2: 7})


@pytest.mark.django_db
def test_page_and_its_csv_show_the_same_cities(home, client):
    home.programme.cities.set([CityFactory(name="Aberton"), CityFactory(name="Berwick")])
    page = read(client, "/figures/")
    assert "Aberton 0 0 0 Berwick 0 0 0" in page.text
    answer = client.get(page.links["All this as a table (CSV)"])
    rows = list(csv.reader(StringIO(answer.content.decode().removeprefix("\ufeff"))))
    assert [row[:3] for row in rows if row[1] == "Berwick"] == [
        ["Applications received", "Berwick", "0"],
        ["People who completed the course", "Berwick", "0"],
        ["Projects with a grant", "Berwick", "0"],
    ]
