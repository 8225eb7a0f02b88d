"""The link at the end of a reminder: stop, for one draft or for all. No sign-in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.models import User
from applications.journey.models import Application

from . import actions, links
from .models import NoReminders


@csrf_exempt  # the signed link is the secret, and mail programs send no cookie (RFC 8058)
@never_cache
@require_http_methods(["GET", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """One button, or one click in the mail program; a second button stops all, a third resumes."""
    found = links.read(token)
    user = User.objects.filter(pk=found[0]).first() if found else None
    application = Application.objects.filter(pk=found[1]).first() if found else None
    if user is None:
        return render(request, "reminders/stop.html", {"unknown": True}, status=404)
    system = User.objects.system()
    if request.method == "POST" and "again" in request.POST:
        actions.resume(user=user, by=system)
    elif request.method == "POST":
        only = None if "everything" in request.POST else application
        actions.stop(user=user, application=only, by=system)
    said = NoReminders.objects.filter(user=user)
    context = {
        "application": application,
        "stopped": said.filter(application=application).exists(),
        "stopped_all": said.filter(application=None).exists(),
    }
    return render(request, "reminders/stop.html", context)
