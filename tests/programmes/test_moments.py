"""Moments in words: zones, summer time, and time left that is never too much."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils.translation import override

from programmes.moments import elsewhere, in_words, left, offset_of, true_until, zone_at

LONDON = "Europe/London"
NOW = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "zone", "offset"),
    [
        (datetime(2027, 3, 28, 0, 59, 59, tzinfo=UTC), LONDON, "UTC"),
        (datetime(2027, 3, 28, 1, 0, tzinfo=UTC), LONDON, "UTC+1"),
        (datetime(2027, 10, 31, 0, 59, 59, tzinfo=UTC), LONDON, "UTC+1"),
        (datetime(2027, 10, 31, 1, 0, tzinfo=UTC), LONDON, "UTC"),
        (NOW, "Asia/Tehran", "UTC+3:30"),
        (NOW, "America/St_Johns", "UTC−3:30"),
        (NOW, "Asia/Kathmandu", "UTC+5:45"),
    ],
)
def test_offset_follows_the_zone_and_its_summer_time(moment, zone, offset):
    assert offset_of(moment, zone) == offset


def test_moment_names_its_zone_and_world_time():
    deadline = datetime(2027, 7, 1, 17, 0, tzinfo=ZoneInfo(LONDON))
    assert in_words(deadline, LONDON) == "Thursday 1 July 2027, 17:00 (United Kingdom Time, UTC+1)"
    assert elsewhere(deadline, LONDON) == "Thursday 1 July 2027, 16:00 UTC"
    assert elsewhere(NOW, LONDON) == ""
    with override("ar"):
        assert zone_at(deadline, LONDON).startswith("توقيت المملكة المتحدة")


def test_repeated_hour_in_autumn_is_told_apart():
    first = datetime(2027, 10, 31, 1, 30, tzinfo=ZoneInfo(LONDON))
    second = first.replace(fold=1)
    assert [in_words(each, LONDON)[-26:] for each in (first, second)] == [
        "nited Kingdom Time, UTC+1)",
        "(United Kingdom Time, UTC)",
    ]


@pytest.mark.parametrize(
    ("ahead", "words"),
    [
        (timedelta(days=3, hours=4, minutes=59, seconds=59), "3 days 4 hours"),
        (timedelta(days=1), "1 day"),
        (timedelta(hours=23, minutes=59, seconds=59), "23 hours 59 minutes"),
        (timedelta(hours=1), "1 hour"),
        (timedelta(minutes=59, seconds=59), "59 minutes"),
        (timedelta(minutes=1), "1 minute"),
        (timedelta(seconds=59), "less than a minute"),
    ],
)
def test_time_left_is_rounded_down(ahead, words):
    assert left(NOW + ahead, NOW).replace("\xa0", " ") == words


@pytest.mark.parametrize(
    "ahead",
    [
        timedelta(days=3, hours=4, minutes=10, seconds=5),
        timedelta(days=1),
        timedelta(hours=5, seconds=1),
        timedelta(minutes=1),
        timedelta(seconds=30),
    ],
)
def test_words_stay_true_until_they_are_said_to_change(ahead):
    until = NOW + ahead
    last = true_until(until, NOW)
    after = last + timedelta(microseconds=1)
    assert left(until, last) == left(until, NOW)
    assert (left(until, after) != left(until, NOW)) is (after < until)


def test_hours_left_count_real_time_across_a_clock_change():
    """Clocks go forward at 01:00 UTC on 28 March 2027: that night has 23 hours."""
    before = datetime(2027, 3, 27, 17, 0, tzinfo=ZoneInfo(LONDON))
    deadline = datetime(2027, 3, 28, 17, 0, tzinfo=ZoneInfo(LONDON))
    said = left(deadline.astimezone(UTC), before.astimezone(UTC))
    assert said.replace("\xa0", " ") == "23 hours"
