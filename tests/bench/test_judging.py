"""The simulation of the ranking, small enough for every run of the tests."""

import pytest

from .judging import HAWKS, Design, run


@pytest.fixture(scope="module")
def row():
    return run(Design(30, 8, 3, 8, HAWKS), runs=60, seed=4)


def test_where_judges_mark_by_habits_of_their_own_the_model_finds_more_of_the_best(row):
    plain, ours = row.mean("plain mean"), row.mean("this model")
    assert ours[0] > plain[0] + 0.02
    assert ours[1] > plain[1] + 0.04


def test_what_it_says_of_its_own_doubt_is_true(row):
    assert 0.88 <= row.coverage <= 0.98
    assert row.wrong_in_grey / row.wrong >= 0.85
