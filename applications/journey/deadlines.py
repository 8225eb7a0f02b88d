"""Until when an application may be sent, by the server's clock."""

from datetime import datetime

from django.utils import timezone

from applications.calls.models import Call

from .models import Application


def can_begin(call: Call, now: datetime | None = None) -> bool:
    return call.phase(now) == Call.Phase.OPEN


def sent_by(application: Application) -> datetime:
    """The first moment that is too late to send a draft.

    A draft begun before the deadline has the call's grace; an extension may reach further.
    """
    call = application.call
    in_time = application.created_at < call.closes_at
    ends = [call.grace_ends_at if in_time else call.closes_at]
    ends += [extension.until for extension in application.extensions.all()]
    return max(ends)


def takes(application: Application, now: datetime | None = None) -> bool:
    """Whether the call takes this draft now; a cancelled or unpublished call takes none."""
    now = now or timezone.now()
    call = application.call
    running = call.published_at and not call.cancelled_at and call.opens_at <= now
    return bool(running and now < sent_by(application))
