"""A programme with a call that people may still apply to can't be ended: they count on its day."""

from django.utils import timezone
from django.utils.translation import gettext as _

from programmes.ending import hinders_ending
from programmes.models import Programme

from .models import Call


@hinders_ending
def open_calls(programme: Programme) -> str:
    """The calls that are open or to come, in a sentence; empty when there are none."""
    calls = Call.objects.filter(
        programme=programme,
        published_at__isnull=False,
        cancelled_at=None,
        closes_at__gt=timezone.now(),
    )
    names = ", ".join(str(call) for call in calls.order_by("closes_at", "pk"))
    if not names:
        return ""
    return _("People can still apply: %(calls)s. Wait for the deadline, or cancel the call.") % {
        "calls": names
    }
