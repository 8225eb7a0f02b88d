from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.awards.split import PRESETS, split


@given(
    st.integers(min_value=100_000, max_value=10**12),
    st.lists(st.integers(min_value=0, max_value=99), max_size=6, unique=True),
)
def test_split_loses_no_minor_unit_and_the_last_takes_the_remainder(amount, cuts):
    edges = sorted({0, *cuts, 100})
    percents = [high - low for low, high in pairwise(edges)]
    parts = split(amount, percents)
    assert sum(parts) == amount
    assert parts[:-1] == [amount * percent // 100 for percent in percents[:-1]]
    assert 0 <= parts[-1] - amount * percents[-1] // 100 < len(parts)


@pytest.mark.parametrize(
    ("percents", "parts"),
    [((100,), [999_999]), ((70, 30), [699_999, 300_000]), ((75, 25), [749_999, 250_000])],
)
def test_split_presets(percents, parts):
    assert percents in PRESETS
    assert split(999_999, percents) == parts


@pytest.mark.parametrize("percents", [(), (99,), (70, 31), (120, -20), (100, 0)])
def test_split_refuses_what_does_not_make_100(percents):
    with pytest.raises(ValueError, match="100 together"):
        split(100_000, percents)


def test_split_refuses_a_part_of_nothing():
    with pytest.raises(ValueError, match="one minor unit"):
        split(1, (50, 50))
