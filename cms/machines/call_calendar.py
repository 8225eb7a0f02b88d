"""The deadlines of calls, as dates in a calendar."""

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import PageQuerySet

import audit.record
from applications.calls.models import Call
from cms.languages import full_url
from cms.models import CallPage
from freshness import until
from programmes.calendars import CANCELLED_FOR, Entry


def pages(language: str | None) -> PageQuerySet:
    """Published calls that are not over, and for 30 days those that closed or were cancelled."""
    since = timezone.now() - CANCELLED_FOR
    return (
        CallPage.objects.live()
        .filter(locale__language_code=language, call__published_at__isnull=False)
        .filter(Q(call__cancelled_at=None) | Q(call__cancelled_at__gt=since))
        .filter(call__closes_at__gt=since)
        .defer("body")
        .select_related("call", "locale")
        .order_by("call__closes_at", "pk")
    )


def entries(found: PageQuerySet, request: HttpRequest) -> list[Entry]:
    """Two queries, however many calls there are."""
    rows = list(found)
    changes = audit.record.changes_of([page.call for page in rows])
    return [
        _entry(
            page, full_url(page, request), *changes.get(page.call_id, (0, page.call.published_at))
        )
        for page in rows
    ]


def _entry(page: CallPage, url: str, changes: int, changed: datetime) -> Entry:
    call: Call = page.call
    until((call.cancelled_at or call.closes_at) + CANCELLED_FOR)
    return Entry(
        uid=f"call-{call.public_id}@{urlsplit(settings.BASE_URL).hostname}",
        summary=_("Last moment to apply: %(title)s") % {"title": page.title},
        description=page.introduction,
        starts=call.closes_at.astimezone(call.zone),
        url=url,
        changes=changes,
        changed=changed,
        cancelled=call.cancelled_at is not None,
    )
