"""A slot's time in words, in the call's own time zone."""

from django.utils.formats import date_format

from .models import Slot


def in_words(slot: Slot) -> str:
    """“Friday 4 December 2026, 14:20–14:30”, in the language now in use."""
    zone = slot.round.call.zone
    start, end = slot.starts_at.astimezone(zone), slot.ends_at.astimezone(zone)
    return f"{date_format(start, 'l j F Y')}, {date_format(start, 'H:i')}–{date_format(end, 'H:i')}"
