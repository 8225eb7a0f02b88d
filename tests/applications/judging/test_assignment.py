"""Sharing out: what must hold whoever judges and whatever is applied for."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from applications.judging.method import Applied, Reader, Reason, Sharing, share_out

FIELDS = st.frozensets(st.sampled_from(["north", "south", "east"]), max_size=2)
LANGUAGES = st.sampled_from(["en", "ar"])
EMPLOYERS = st.sampled_from(["", "council", "charity"])


@st.composite
def sharings(draw):
    applications = [
        Applied(f"a{number}", draw(FIELDS), draw(LANGUAGES))
        for number in range(draw(st.integers(1, 8)))
    ]
    readers = [
        Reader(
            f"j{number}", draw(FIELDS), frozenset({draw(LANGUAGES)}), draw(st.sampled_from("xy"))
        )
        for number in range(draw(st.integers(1, 6)))
    ]
    pairs = [(one.key, other.key) for one in applications for other in readers]
    forbidden = draw(st.frozensets(st.sampled_from(pairs), max_size=len(pairs)))
    kept = draw(st.frozensets(st.sampled_from(pairs), max_size=4)) - forbidden
    fixed = draw(st.frozensets(st.sampled_from(pairs), max_size=3)) - forbidden
    return Sharing(applications, readers, draw(st.integers(1, 3)), forbidden, fixed, kept)


@given(sharings())
@settings(max_examples=60)
def test_nobody_reads_what_they_keep_out_of_and_what_is_fixed_stays(sharing):
    readings = share_out(sharing).readings
    assert readings.keys() & sharing.forbidden == set()
    assert readings.keys() >= sharing.fixed


@given(sharings())
@settings(max_examples=60)
def test_every_application_is_read_as_often_as_there_are_judges_who_may(sharing):
    shared = share_out(sharing)
    read = Counter(application for application, _judge in shared.readings)
    for application in sharing.by_key:
        may = sum((application, judge) not in sharing.forbidden for judge in sharing.readers_by_key)
        fixed = sum(pair[0] == application for pair in sharing.fixed)
        assert read[application] == max(fixed, min(sharing.each, may))
    missing = {key: sharing.each - read[key] for key in sharing.by_key if read[key] < sharing.each}
    assert shared.short == missing


@given(sharings())
@settings(max_examples=30)
def test_the_order_of_the_lists_does_not_matter(sharing):
    turned = Sharing(
        sharing.applications[::-1],
        sharing.readers[::-1],
        sharing.each,
        sharing.forbidden,
        sharing.fixed,
        sharing.kept,
    )
    assert share_out(turned).readings == share_out(sharing).readings


def a_panel(applications: int = 24, judges: int = 8, **more) -> Sharing:
    """Two fields; the first half of the judges knows one, the second half the other."""
    return Sharing(
        [Applied(f"a{n:02}", frozenset({f"field {n % 2}"}), "en") for n in range(applications)],
        [
            Reader(f"j{n}", frozenset({f"field {n * 2 // judges}"}), frozenset({"en"}))
            for n in range(judges)
        ],
        3,
        **more,
    )


def test_loads_are_within_one_and_judges_of_both_fields_can_be_compared():
    shared = share_out(a_panel(applications=25))
    load = Counter(judge for _application, judge in shared.readings)
    assert (min(load.values()), max(load.values())) == (9, 10)
    assert (shared.short, shared.uneven, len(shared.groups)) == ({}, {}, 1)
    outside = Counter(
        judge for (_, judge), reasons in shared.readings.items() if Reason.BRIDGE in reasons
    )
    assert min(outside[judge] for judge in load) >= 2


def test_a_judge_who_drops_out_moves_only_their_own_readings():
    sharing = a_panel()
    before = share_out(sharing).readings.keys()
    left = [reader for reader in sharing.readers if reader.key != "j3"]
    kept = frozenset(pair for pair in before if pair[1] != "j3")
    after = share_out(Sharing(sharing.applications, left, 3, kept=kept)).readings.keys()
    assert kept <= after
    assert len(after) == len(before)


def test_two_colleagues_do_not_read_the_same_application_when_there_are_others():
    readers = [Reader(f"j{n}", employer=f"house {n % 3}") for n in range(6)]
    shared = share_out(Sharing([Applied(n) for n in range(6)], readers, 3))
    assert shared.colleagues == ()


def test_a_judge_reads_no_more_than_they_asked_for():
    readers = [Reader("busy", most=1), Reader("free"), Reader("able")]
    shared = share_out(Sharing([Applied(n) for n in range(6)], readers, 1))
    assert Counter(judge for _, judge in shared.readings)["busy"] == 1


def test_what_can_never_be_is_refused():
    with pytest.raises(ValueError, match="Fixed, and forbidden"):
        a_panel(fixed=frozenset({("a00", "j0")}), forbidden=frozenset({("a00", "j0")}))


def test_nothing_to_read_or_nobody_to_read_it_is_told():
    nobody = share_out(Sharing([Applied("a")], [], 2))
    assert (nobody.readings, nobody.short) == ({}, {"a": 2})
