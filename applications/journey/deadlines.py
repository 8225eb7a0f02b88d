"""Until when an application may be sent, by the server's clock."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from applications.calls.models import Call

from .models import Application
from .states import State

ASK_WITHIN = timedelta(days=14)
"""How long after the deadline somebody may ask for more time."""


def end_of_day(day: date, call: Call) -> datetime:
    """The last second of a day in the call's own time zone."""
    return datetime.combine(day, time(23, 59, 59), tzinfo=call.zone)


def can_begin(call: Call, now: datetime | None = None) -> bool:
    return call.phase(now) == Call.Phase.OPEN


def sent_by(application: Application) -> datetime:
    """The first moment that is too late to send a draft.

    A draft begun before the deadline has the call's grace; an extension may reach further.
    """
    ends = [extension.until for extension in application.extensions.all()]
    return max([_calls_end(application), *ends])


def _calls_end(application: Application) -> datetime:
    call = application.call
    in_time = application.created_at < call.closes_at
    return call.grace_ends_at if in_time else call.closes_at


def due(application: Application) -> datetime:
    """The deadline as its applicant is told: the call's or, later, the extension's; no grace."""
    ends = [extension.until for extension in application.extensions.all()]
    return max([application.call.closes_at, *ends])


def takes(application: Application, now: datetime | None = None) -> bool:
    """Whether the call takes this draft now; a cancelled or unpublished call takes none."""
    now = now or timezone.now()
    call = application.call
    running = call.published_at and not call.cancelled_at and call.opens_at <= now
    return bool(running and (now < _calls_end(application) or now < sent_by(application)))


def is_late(application: Application, now: datetime | None = None) -> bool:
    """Whether the draft's own deadline is over, even if its grace still runs.

    Without a query while the call is open.
    """
    now = now or timezone.now()
    if application.state != State.DRAFT or application.is_test:
        return False
    if application.call.phase(now) != Call.Phase.CLOSED:
        return False
    return due(application) <= now


def can_ask_for_time(application: Application, now: datetime | None = None) -> bool:
    """Whether the applicant may ask for more time: late, not asked before, and not long ago."""
    now = now or timezone.now()
    return (
        is_late(application, now)
        and now < application.call.closes_at + ASK_WITHIN
        and not application.call.programme.is_over
        and not hasattr(application, "extension_request")
    )
