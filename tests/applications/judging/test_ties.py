"""Equals are parted by the criteria as published, then by lot, and each parting is named."""

from hypothesis import given
from hypothesis import strategies as st

from applications.judging.method import LOT, without_ties
from applications.judging.method.ties import means_of

CRITERIA = ["need", "plan"]
KEYS = st.lists(st.integers(0, 9), unique=True, max_size=7)


@st.composite
def rounds(draw):
    """Some applications, most of them ranked, some marked; every one has its lot."""
    keys = draw(KEYS)
    ranks = {key: draw(st.integers(1, 3)) for key in keys if draw(st.booleans())}
    mark = st.tuples(st.sampled_from(keys or [0]), st.sampled_from(CRITERIA), st.integers(0, 2))
    means = means_of(draw(st.lists(mark, max_size=20)))
    lots = dict(zip(keys, draw(st.permutations([f"lot {key}" for key in keys])), strict=True))
    return ranks, means, lots


def before(one, other, means, lots) -> str:
    """What puts one before the other, of two with the same rank: said in the plainest way."""
    for criterion in CRITERIA:
        mine, theirs = (means.get((key, criterion), -1) for key in (one, other))
        if mine != theirs:
            return criterion if mine > theirs else ""
    return LOT if lots[one] < lots[other] else ""


@given(rounds())
def test_everybody_has_one_place_and_no_place_goes_against_the_ranks(given_round):
    ranks, means, lots = given_round
    places = without_ties(ranks, means, CRITERIA, lots)
    assert sorted(each.application for each in places) == sorted(lots)
    assert [each.rank for each in places] == sorted(ranks.get(key, len(ranks) + 1) for key in lots)
    assert all(each.rank == ranks.get(each.application, len(ranks) + 1) for each in places)


@given(rounds())
def test_equals_are_parted_by_the_first_criterion_that_differs_and_only_then_by_lot(given_round):
    ranks, means, lots = given_round
    places = without_ties(ranks, means, CRITERIA, lots)
    for number, place in enumerate(places):
        same = [each for each in places[:number] if each.rank == place.rank]
        assert place.tie == (
            before(same[-1].application, place.application, means, lots) if same else ""
        )
        assert all(before(each.application, place.application, means, lots) for each in same)


@given(rounds(), st.randoms())
def test_the_order_in_which_they_are_read_does_not_matter(given_round, random):
    ranks, means, lots = given_round
    mixed = list(lots.items())
    random.shuffle(mixed)
    assert without_ties(ranks, means, CRITERIA, dict(mixed)) == without_ties(
        ranks, means, CRITERIA, lots
    )
