"""Asking for a place and keeping it, without an account: small pages that no cache keeps."""

from allauth.core import ratelimit
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from programmes.calendars import CONTENT_TYPE, calendar

from . import actions
from .calendar import entry
from .forms import PlaceForm, RegisterForm
from .models import Event, Registration

GONE, TOO_MANY = 410, 429


@never_cache
@require_http_methods(["GET", "POST"])
def register(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for a place; when the last one is gone, kindly offer the waiting list."""
    events = Event.objects.public().select_related("programme")
    event = get_object_or_404(events, code=code)
    if event.is_archived:
        return render(request, "events/archived.html", {"event": event}, status=GONE)
    done = request.GET.get("done")
    if done in set(actions.Outcome):
        return render(request, "events/registered.html", {"event": event, "done": done})
    form = RegisterForm(request.POST or None, initial={"language": get_language()})
    full = not event.has_room()
    if form.is_valid():
        if not ratelimit.consume(request, action="register"):
            return render(request, "events/wait.html", {"event": event}, status=TOO_MANY)
        try:
            outcome = actions.register(
                event,
                wait="wait" in request.POST,
                is_theirs=_is_theirs(request, form.cleaned_data["email"]),
                by=User.objects.system(),
                **form.cleaned_data,
            )
        except actions.Closed:
            event.refresh_from_db()
        except actions.Full:
            full = True
        else:
            return redirect(f"{request.path}?done={outcome.value}")
    taken = full and form.is_bound and form.is_valid()
    context = {"event": event, "form": form, "full": full, "taken": taken}
    return render(request, "events/register.html", context)


def _is_theirs(request: HttpRequest, email: str) -> bool:
    """Signed in with that address, which an account has to prove."""
    return request.user.is_authenticated and request.user.email.lower() == email.lower()


@never_cache
@require_http_methods(["GET", "POST"])
def my_place(request: HttpRequest, token: str) -> HttpResponse:
    """The private link: say yes, take an offered place, change what was told, or cancel.

    Opening it says nothing, since mail programs open links unasked.
    """
    mine = Registration.objects.filter(token=token).select_related("event__programme").first()
    if mine is None:
        return render(request, "events/gone.html", status=404)
    if "cancel" in request.POST:
        actions.cancel(token, by=User.objects.system())
        return render(request, "events/cancelled.html", {"event": mine.event})
    if "confirm" in request.POST:
        actions.confirm(token, by=User.objects.system())
        return redirect("my_place", token=token)
    if "accept" in request.POST:
        actions.accept(token, by=User.objects.system())
        return redirect("my_place", token=token)
    form = PlaceForm(request.POST or None, initial=_told(mine))
    if mine.confirmed_at and form.is_valid() and mine.event.is_open:
        try:
            actions.change(token, by=User.objects.system(), **form.cleaned_data)
        except actions.Full:
            form.add_error("guests", _("There are not so many free places. Bring fewer people."))
        else:
            return redirect("my_place", token=token)
    return render(
        request, "events/my_place.html", {"mine": mine, "event": mine.event, "form": form}
    )


def _told(mine: Registration) -> dict[str, object]:
    return {name: getattr(mine, name) for name in PlaceForm.base_fields}


@never_cache
@require_safe
def my_calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The event for the person's own calendar, with the link to join."""
    mine = Registration.objects.with_a_place().filter(token=token).select_related("event").first()
    if mine is None:
        raise Http404
    address = settings.BASE_URL + request.path.removesuffix("calendar.ics")
    content = calendar([entry(mine.event, address, private=True)])
    return HttpResponse(content, content_type=CONTENT_TYPE)
