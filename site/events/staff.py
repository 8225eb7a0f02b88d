"""Staff's screens: the list of those who come, with what they need."""

import csv
from collections.abc import Iterator

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.views import generic

import audit.record
from accounts.http import SignedInRequest
from accounts.models import User
from files.tables import harmless
from programmes.models import City, Programme
from programmes.scopes import assignments
from programmes.viewsets import GenericView

from . import actions
from .models import PLANNERS, Event, Registration

SCREEN = "events.people"


def _planned(request: SignedInRequest, pk: int) -> Event:
    if not request.user.has_perm("events.view_event"):
        raise PermissionDenied
    return get_object_or_404(Event.objects.visible_to(request.user), pk=pk)


@require_safe
def people(request: SignedInRequest, pk: int) -> HttpResponse:
    event = _planned(request, pk)
    audit.record.saw(event, by=request.user, screen=SCREEN)
    return render(
        request,
        "events/admin/people.html",
        {"title": str(event), "event": event, "people": event.registrations.all()},
    )


class Line:
    """What csv writes to; it hands each line back."""

    def write(self, line: str) -> str:
        return line


@require_safe
def export(request: SignedInRequest, pk: int) -> StreamingHttpResponse:
    """The list as CSV, a line at a time."""
    event = _planned(request, pk)
    audit.record.saw(event, by=request.user, screen=SCREEN)
    response = StreamingHttpResponse(_lines(event), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{event.code}.csv"'
    return response


def _lines(event: Event) -> Iterator[str]:
    writer = csv.writer(Line())
    yield "\ufeff" + writer.writerow(
        [_("Name"), _("E-mail"), _("Language"), _("Status"), _("Guests"), _("Needs"),
         _("Interpreter"), _("Came")]
    )  # fmt: skip
    for each in event.registrations.iterator():
        yield writer.writerow([harmless(cell) for cell in _cells(each)])


def _cells(each: Registration) -> list[object]:
    return [
        each.name, each.email, each.language, each.status, each.guests, each.needs,
        each.interpreter, _("Yes") if each.came else "",
    ]  # fmt: skip


@require_POST
def came(request: SignedInRequest, pk: int) -> HttpResponse:
    event = _planned(request, pk)
    chosen = [int(each) for each in request.POST.getlist("came") if each.isdecimal()]
    actions.mark_came(event, came=chosen, by=request.user)
    messages.success(request, _("Saved who came."))
    return redirect("event_people", pk=pk)


@require_POST
def write(request: SignedInRequest, pk: int) -> HttpResponse:
    event = _planned(request, pk)
    if text := request.POST.get("text", "").strip():
        number = actions.write_to_all(event, text=text, by=request.user)
        messages.success(request, _("The message goes to %(number)s people.") % {"number": number})
    return redirect("event_people", pk=pk)


@require_POST
def call_off(request: SignedInRequest, pk: int) -> HttpResponse:
    event = _planned(request, pk)
    actions.call_off(event, by=request.user)
    messages.success(request, _("The event is cancelled. Everybody on the list is told."))
    return redirect("event_people", pk=pk)


class InOwnCity(GenericView):
    """Whoever plans for some cities only must name one of them."""

    def get_form(self, *args, **kwargs) -> ModelForm:
        form = super().get_form(*args, **kwargs)
        if "city" in form.fields and not plans_everywhere(self.request.user):
            form.fields["city"].required = True
        return form

    def save_instance(self) -> Event:
        return actions.keep(self.form.save(commit=False), by=self.request.user)


class AddEvent(InOwnCity, generic.CreateView):
    """A new event."""


class ChangeEvent(InOwnCity, generic.EditView):
    """An event that there is."""


def _scopes(user: User, name: str) -> set[int | None]:
    return {getattr(each, name) for each in assignments(user) if each.role in PLANNERS}


def programmes_for(user: User) -> QuerySet[Programme]:
    """Those that the user plans events of, in whichever city."""
    mine = _scopes(user, "programme_id")
    every = Programme.objects.all()
    return every if None in mine else every.filter(pk__in=mine)


def cities_for(user: User) -> QuerySet[City]:
    """Those that the user plans events in."""
    mine = _scopes(user, "city_id")
    every = City.objects.all()
    return every if None in mine else every.filter(pk__in=[each for each in mine if each])


def plans_everywhere(user: User) -> bool:
    return None in _scopes(user, "city_id")
