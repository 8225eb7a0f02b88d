"""What judging shows on an application's own screens."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from applications.journey.models import Application
from applications.journey.panels import Screen, panel

from .models import Decision, Entry, Slot
from .times import in_words


@panel(Screen.OFFICER, order=400)
def judging_of(request: HttpRequest, application: Application) -> str | None:
    """Which panel it is before, when it pitches, what was decided. Marks stay with the panel."""
    entries = list(
        Entry.objects.filter(application=application).select_related("round__call", "round__city")
    )
    if not entries:
        return None
    slot = Slot.objects.filter(application=application).select_related("round__call").first()
    context = {
        "entries": entries,
        "slot": slot,
        "when": in_words(slot) if slot else "",
        "decision": Decision.objects.filter(application=application).first(),
        "application": application,
    }
    return render_to_string("judging/admin/panel.html", context, request=request)
