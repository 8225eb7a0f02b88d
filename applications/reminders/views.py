"""Stopping reminders: by the link at the end of each, without sign-in, and on one's own page."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
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


@login_required
@require_http_methods(["GET", "POST"])
def mine(request: SignedInRequest) -> HttpResponse:
    """How a person is reminded of their last days; stop it, or begin again."""
    if request.method == "POST" and "again" in request.POST:
        actions.resume(user=request.user, by=request.user)
    elif request.method == "POST":
        actions.stop(user=request.user, application=None, by=request.user)
    if request.method == "POST":
        return redirect("my_reminders")
    said = NoReminders.objects.filter(user=request.user)
    stopped = Application.objects.filter(pk__in=said.values("application"))
    context = {
        "person": request.user.person,
        "stopped_all": said.filter(application=None).exists(),
        "stopped": stopped.order_by("-pk")[:50],
    }
    return render(request, "reminders/mine.html", context)
