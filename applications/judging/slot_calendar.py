"""A pitch time as a date in the applicant's calendar, changed there when it changes here."""

from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

import audit.record
from programmes.calendars import Entry, calendar
from programmes.words import worded

from .models import Slot

FIRST = datetime(2026, 1, 1, tzinfo=UTC)


def of_slot(slot: Slot, url: str = "") -> bytes:
    """The file, in the language in use. A later change always has the higher number: it counts
    the seconds until the last change, since a time that was given back and taken again is a new
    record."""
    changes = audit.record.changes_of([slot]).get(slot.pk)
    entered = slot.round.entries.filter(application=slot.application_id).first()
    changed = changes[1] if changes else entered.entered_at if entered else FIRST
    zone = slot.round.call.zone
    place = _(", ").join(part for part in (worded(slot.round, "venue"), slot.room) if part)
    entry = Entry(
        uid=f"pitch-{slot.application.public_id}@{urlsplit(settings.BASE_URL).hostname}",
        summary=_("My pitch: %(project)s") % {"project": slot.application.title},
        starts=slot.starts_at.astimezone(zone),
        ends=slot.ends_at.astimezone(zone),
        changed=changed,
        changes=max(int((changed - FIRST).total_seconds()), 0),
        place=place,
        url=url,
    )
    return calendar([entry])
