"""A pitch time as a date in a calendar, changed there when it changes here."""

from collections.abc import Sequence
from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

import audit.record
from programmes.calendars import Entry, calendar
from programmes.words import worded

from . import blind
from .models import Round, Slot
from .round_links import beside_time

FIRST = datetime(2026, 1, 1, tzinfo=UTC)


def of_slot(slot: Slot, url: str = "", *, summary: str = "") -> bytes:
    """The file for an applicant, or under another `summary` for who is told beside them, in the
    language in use."""
    said = summary or _("My pitch: %(project)s") % {"project": slot.application.title}
    return calendar([_entry(slot, said, url=url, uid="pitch")])


def of_judge(slots: Sequence[Slot], judging_round: Round) -> bytes:
    """The file for a judge: only pitches that are theirs, as the round lets them see them."""
    return calendar(
        _entry(slot, blind.title_of(slot.application, judging_round), uid="judge") for slot in slots
    )


def _entry(slot: Slot, summary: str, *, uid: str, url: str = "") -> Entry:
    """A later change always has the higher number: it counts the seconds until the last change,
    since a time that was given back and taken again is a new record."""
    changes = audit.record.changes_of([slot]).get(slot.pk)
    entered = slot.round.entries.filter(application=slot.application_id).first()
    changed = changes[1] if changes else entered.entered_at if entered else FIRST
    zone = slot.round.call.zone
    online = next((each.url for each in beside_time(slot.round)), "")
    place = _(", ").join(part for part in (worded(slot.round, "venue"), slot.room) if part)
    return Entry(
        uid=f"{uid}-{slot.application.public_id}@{urlsplit(settings.BASE_URL).hostname}",
        summary=summary,
        starts=slot.starts_at.astimezone(zone),
        ends=slot.ends_at.astimezone(zone),
        changed=changed,
        changes=max(int((changed - FIRST).total_seconds()), 0),
        place=place,
        description=_("Join online: %(link)s") % {"link": online} if online else "",
        url=url or online,
        conference=online,
    )
