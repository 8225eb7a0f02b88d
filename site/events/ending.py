"""A programme with an event to come can't be ended: people count on the day."""

from django.utils.translation import gettext as _

from programmes.ending import hinders_ending
from programmes.models import Programme

from .models import Event


@hinders_ending
def events_to_come(programme: Programme) -> str:
    """The events to come, in a sentence; empty when there are none."""
    events = Event.objects.coming().filter(programme=programme, cancelled_at=None)
    names = ", ".join(str(event) for event in events.order_by("starts_at", "pk"))
    if not names:
        return ""
    return _("Events are still to come: %(events)s. Wait for them, or cancel them.") % {
        "events": names
    }
