"""On the officer's screen: who applies, who helped and who gave their word for what was typed."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from .models import Application
from .panels import Screen, panel


@panel(Screen.OFFICER, order=140)
def people(request: HttpRequest, application: Application) -> str | None:
    """Three queries; nothing where somebody applies alone and without help."""
    context = {
        "team": list(application.co_applicants.filter(ended_at=None)),
        "helpers": list(application.helpers.select_related("assisted_start")),
        "confirmations": list(application.confirmations.select_related("recorded_by__person")),
    }
    if not any(context.values()):
        return None
    return render_to_string("journey/admin/people_panel.html", context, request=request)
