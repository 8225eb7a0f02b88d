"""Moments and the time left until them, in the reader's words, by the server's clock."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.timesince import TIME_STRINGS
from django.utils.translation import gettext as _

from .languages import zone_name

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


def offset_of(moment: datetime, zone: str) -> str:
    """How far the zone is from world time at that moment: “UTC+1”, “UTC−3:30”, “UTC”."""
    ahead = moment.astimezone(ZoneInfo(zone)).utcoffset() or timedelta()
    hours, minutes = divmod(abs(ahead) // MINUTE, 60)
    if not ahead:
        return "UTC"
    sign = "+" if ahead > timedelta() else "−"
    return f"UTC{sign}{hours}" + (f":{minutes:02}" if minutes else "")


def zone_at(moment: datetime, zone: str) -> str:
    """The zone by name and offset, which changes with summer time: “United Kingdom Time, UTC+1”."""
    return _("%(zone)s, %(offset)s") % {"zone": zone_name(zone), "offset": offset_of(moment, zone)}


def in_words(moment: datetime, zone: str) -> str:
    """For a letter: “Thursday 1 July 2027, 17:00 (United Kingdom Time, UTC+1)”."""
    here = moment.astimezone(ZoneInfo(zone))
    return _("%(day)s, %(time)s (%(zone)s)") % {
        "day": date_format(here, "l j F Y"),
        "time": date_format(here, "H:i"),
        "zone": zone_at(moment, zone),
    }


def elsewhere(moment: datetime, zone: str) -> str:
    """The moment in world time, for people in another zone: “Thursday 1 July 2027, 16:00 UTC”.

    Empty while the zone itself has world time, as the United Kingdom in winter.
    """
    if not moment.astimezone(ZoneInfo(zone)).utcoffset():
        return ""
    there = moment.astimezone(ZoneInfo("UTC"))
    return _("%(day)s, %(time)s UTC") % {
        "day": date_format(there, "l j F Y"),
        "time": date_format(there, "H:i"),
    }


def left(until: datetime, now: datetime) -> str:
    """The time left, rounded down so that it never promises too much: “3 days 4 hours”.

    The two largest units that matter; under a minute it says so.
    """
    days, rest = divmod(max(until - now, timedelta()), DAY)
    hours, rest = divmod(rest, HOUR)
    minutes = rest // MINUTE
    if days:
        parts = [("day", days), ("hour", hours)]
    elif hours:
        parts = [("hour", hours), ("minute", minutes)]
    else:
        parts = [("minute", minutes)]
    said = [TIME_STRINGS[unit] % {"num": count} for unit, count in parts if count]
    return " ".join(said) or _("less than a minute")


def true_until(until: datetime, now: datetime) -> datetime:
    """The last moment at which `left` says what it says now: pages are kept no longer."""
    step = HOUR if until - now >= DAY else MINUTE
    return now + (until - now) % step
