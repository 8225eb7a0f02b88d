"""The rank walk: never over the pot, promises kept when they can be, every step with its reason."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from applications.judging.method import Candidate, Why, lot, walk
from applications.judging.method.walk import completes

GROUPS = ("city 1", "city 2", "strand 1")


@st.composite
def rounds(draw):
    """Up to eight candidates in two cities and perhaps a strand, a pot, places and promises."""
    candidates = [
        Candidate(
            key,
            amount=draw(st.integers(1, 12)),
            groups=frozenset(
                {draw(st.sampled_from(GROUPS[:2])), draw(st.sampled_from(("strand 1", "strand 2")))}
            ),
        )
        for key in range(draw(st.integers(0, 8)))
    ]
    minima = {group: draw(st.integers(0, 3)) for group in GROUPS}
    return candidates, draw(st.integers(0, 40)), draw(st.integers(0, 8)), minima


def count(candidates, group) -> int:
    return sum(group in each.groups for each in candidates)


def can_keep(candidates, pot, places, minima) -> bool:
    """By trying every choice."""
    return any(
        sum(each.amount for each in chosen) <= pot
        and all(count(chosen, group) >= needed for group, needed in minima.items())
        for size in range(min(places, len(candidates)) + 1)
        for chosen in combinations(candidates, size)
    )


@settings(max_examples=300, deadline=None)
@given(rounds())
def test_completes_knows_what_trying_every_choice_knows(given_round):
    candidates, pot, places, minima = given_round
    assert completes(candidates, pot, places, minima) == can_keep(candidates, pot, places, minima)


@settings(max_examples=300, deadline=None)
@given(rounds())
def test_walk_keeps_within_pot_and_places_and_keeps_promises_that_can_be_kept(given_round):
    candidates, pot, places, minima = given_round
    walked = walk(candidates, pot=pot, places=places, minima=minima)
    funded = [each for each in candidates if each.key in walked.funded]
    assert sum(each.amount for each in funded) == pot - walked.left <= pot
    assert len(funded) <= places
    assert all(count(funded, group) >= needed for group, needed in walked.kept.items())
    if can_keep(candidates, pot, places, minima):
        assert walked.kept == minima
    for group in minima:
        assert walked.kept[group] + walked.cut.get(group, 0) == minima[group]


@settings(max_examples=300, deadline=None)
@given(rounds())
def test_nobody_is_passed_over_without_its_reason(given_round):
    candidates, pot, places, minima = given_round
    walked = walk(candidates, pot=pot, places=places, minima=minima)
    funded: list[Candidate] = []
    for position, (candidate, step) in enumerate(zip(candidates, walked.steps, strict=True)):
        left, free = pot - sum(each.amount for each in funded), places - len(funded)
        needed = {g: max(0, walked.kept[g] - count([*funded, candidate], g)) for g in walked.kept}
        fits = can_keep(candidates[position + 1 :], left - candidate.amount, free - 1, needed)
        expected = (
            Why.PLACES
            if not free
            else Why.POT
            if candidate.amount > left
            else Why.FUNDED
            if fits
            else Why.MINIMUM
        )
        assert step.why == expected
        assert bool(step.minimum) == (expected == Why.MINIMUM)
        if step.funded:
            funded.append(candidate)


@settings(max_examples=300, deadline=None)
@given(rounds(), st.data())
def test_moving_up_never_loses_a_grant(given_round, data):
    candidates, pot, places, minima = given_round
    walked = walk(candidates, pot=pot, places=places, minima=minima)
    if not walked.funded:
        return
    key = data.draw(st.sampled_from(walked.funded))
    here = next(index for index, each in enumerate(candidates) if each.key == key)
    higher = data.draw(st.integers(0, here))
    moved = [each for each in candidates if each.key != key]
    moved.insert(higher, candidates[here])
    assert key in walk(moved, pot=pot, places=places, minima=minima).funded


def test_the_walk_is_not_a_knapsack():
    big, *small = [Candidate("big", 10), Candidate("one", 4), Candidate("two", 4)]
    assert walk([big, *small], pot=12, places=3, minima={}).funded == ("big",)


def test_a_promise_is_named_where_it_stops_somebody():
    here, there = frozenset({"city 1"}), frozenset({"city 2"})
    walked = walk(
        [Candidate("a", 5, here), Candidate("b", 5, here), Candidate("c", 5, there)],
        pot=10, places=9, minima={"city 2": 1},
    )  # fmt: skip
    assert [(step.key, step.why, step.minimum) for step in walked.steps] == [
        ("a", Why.FUNDED, ()),
        ("b", Why.MINIMUM, ("city 2",)),
        ("c", Why.FUNDED, ()),
    ]


def test_a_promise_that_nobody_can_keep_is_cut_and_said():
    walked = walk([Candidate("a", 5)], pot=10, places=3, minima={"city 9": 2})
    assert (walked.funded, walked.kept, walked.cut) == (("a",), {"city 9": 0}, {"city 9": 2})


def test_a_walk_down_two_hundred_with_promises_is_quick():
    candidates = [
        Candidate(key, 1 + 7 * key % 11, frozenset({f"city {key % 4}", f"strand {key % 2}"}))
        for key in range(200)
    ]
    minima = {**{f"city {number}": 4 for number in range(4)}, "strand 0": 6, "strand 1": 6}
    walked = walk(candidates, pot=150, places=40, minima=minima)
    assert walked.kept == minima


@pytest.mark.parametrize(("pot", "places", "amount"), [(-1, 1, 1), (1, -1, 1), (1, 1, -1)])
def test_a_walk_of_nonsense_is_refused(pot, places, amount):
    with pytest.raises(ValueError, match="below 0"):
        walk([Candidate("a", amount)], pot=pot, places=places, minima={})


def test_a_lot_is_the_sha256_of_seed_and_reference():
    digits = "45cf1ef078b5eaabf5693815c5d2bb668519fc14100e98123b7aa1e0b2c4f458"
    assert lot(7, "COV-2026-0001") == digits
