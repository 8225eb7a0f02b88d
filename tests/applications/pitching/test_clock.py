"""Whatever is pressed in whatever order: the clock never loses or invents a second."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from applications.pitching.clock import Clock

NOON = datetime(2027, 1, 15, 12, 0, tzinfo=UTC)

PRESSES = st.lists(
    st.tuples(st.sampled_from(["pause", "resume", "extend", "look"]), st.integers(0, 600)),
    max_size=40,
)


@given(presses=PRESSES)
def test_time_used_is_the_time_not_paused_and_time_left_is_the_rest(presses):
    now, spoken, paused, given_seconds = NOON, 0, False, 300
    clock = Clock(timedelta(seconds=300), NOON)
    for press, seconds in presses:
        now += timedelta(seconds=seconds)
        spoken += 0 if paused else seconds
        if press == "pause":
            clock, paused = clock.pause(now), True
        elif press == "resume":
            clock, paused = clock.resume(now), False
        elif press == "extend":
            clock, given_seconds = clock.extend(timedelta(seconds=60)), given_seconds + 60
        assert clock.used(now) == timedelta(seconds=spoken)
        assert clock.left(now) == timedelta(seconds=given_seconds - spoken)


@given(back=st.integers(1, 600))
def test_a_servers_clock_that_jumps_back_never_gives_time_twice(back):
    clock = Clock(timedelta(seconds=300), NOON).pause(NOON + timedelta(seconds=100))
    resumed = clock.resume(NOON + timedelta(seconds=100 - back))
    assert resumed.used(NOON + timedelta(seconds=100)) == timedelta(seconds=100)
