"""Sharing a phone, its lock, and leaving quickly."""

from calendar import Calendar

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import get_format
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from accounts.actions import change_profile
from accounts.http import SignedInRequest

from . import actions, sessions
from .forms import ChoosePinForm, PinForm


@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def shared(request: SignedInRequest) -> HttpResponse:
    """Say that others use this phone, and choose a PIN; or say that it is one's own after all."""
    phone = sessions.phone_of(request)
    if request.method == "POST" and "own" in request.POST:
        return _own_phone(request)
    person = request.user.person
    form = ChoosePinForm(request.POST or None, initial={"plain_subjects": True})
    if phone is None and form.is_valid():
        begun = actions.begin(pin=form.cleaned_data["pin"], by=request.user)
        request.session[sessions.KEY] = str(begun.key)
        request.session.pop(sessions.WANTED, None)
        person.plain_subjects = form.cleaned_data["plain_subjects"]
        change_profile(person, by=request.user)
        messages.success(request, _("This phone locks after 5 quiet minutes. Your PIN opens it."))
        return redirect(_next(request))
    context = {"phone": phone, "form": form, "next": _next(request)}
    return render(request, "phones/shared.html", context)


def _own_phone(request: SignedInRequest) -> HttpResponse:
    if phone := sessions.phone_of(request):
        if phone.is_locked(timezone.now()):
            return redirect("phone_locked")
        actions.end(phone, by=request.user)
    for key in (sessions.KEY, sessions.WANTED):
        request.session.pop(key, None)
    return redirect(_next(request))


@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def locked(request: SignedInRequest) -> HttpResponse:
    """Type the PIN to go on where one was. After too many wrong ones a code by e-mail is asked."""
    phone = sessions.phone_of(request)
    if phone is None or not phone.is_locked(timezone.now()):
        return redirect(_next(request))
    form = PinForm(request.POST or None)
    if form.is_valid():
        tried = actions.open_with(form.cleaned_data["pin"], key=phone.key, by=request.user)
        if tried is actions.Tried.OPEN:
            return redirect(_next(request))
        if tried is actions.Tried.OVER:
            logout(request)
            messages.info(request, _("Please sign in again with a code. Your answers are safe."))
            return redirect("account_login")
        form.add_error("pin", _("This is not the PIN. Try again."))
    return render(request, "phones/locked.html", {"form": form, "next": _next(request)})


def _next(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next", "")
    ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if ours else reverse("my_page")


@csrf_exempt  # leaving must always work; a stranger's page brings no cookie along (SameSite)
@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest) -> HttpResponse:
    """“Leave this page quickly”. A bare link only shows the neutral page."""
    return sessions.leave(request) if request.method == "POST" else redirect("phone_today")


@never_cache
@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """A calendar of this month: what a person sees who looks over a shoulder."""
    day = timezone.localdate()
    calendar = Calendar(firstweekday=(get_format("FIRST_DAY_OF_WEEK") - 1) % 7)
    weeks = calendar.monthdatescalendar(day.year, day.month)
    return render(request, "phones/today.html", {"today": day, "weeks": weeks})
