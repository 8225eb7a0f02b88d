"""Addresses that programs ask for. Each answer is the same for everybody, kept in memory, has a
mark (ETag) to ask again with, and may be read by programs of other sites."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from cms import tags
from cms.models import CallPage, EventPage
from cms.remembered import locales
from freshness import depends, may_be_kept, until_tomorrow
from programmes.calendars import CONTENT_TYPE, Entry, calendar

from . import call_calendar, event_calendar, find_a_grant, open_calls
from .feeds import AtomFeed, KindFeed, asked_city, of_city
from .kinds import KINDS

FORMATS = {"rss": KindFeed, "atom": AtomFeed}
View = Callable[..., HttpResponse]


def for_programs(view: View) -> View:
    """Nobody may keep an answer without asking again: what is withdrawn is gone at once."""

    @require_safe
    @conditional_page
    @wraps(view)
    def answer(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        may_be_kept()
        depends("sites", "names", "programmes")
        response = view(request, *args, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        patch_cache_control(response, no_cache=True)
        return response

    return answer


def _depends_on_pages(model: type) -> None:
    here = [pk for pk, each in locales().items() if each.language_code == get_language()]
    depends(*(tags.pages_of_a_kind(model, pk) for pk in here))


@for_programs
def feed(request: HttpRequest, kind: str, form: str = "rss") -> HttpResponse:
    """The newest pages of a kind. No Last-Modified: taking an item away makes nothing newer."""
    chosen = KINDS[kind]
    depends(*chosen.tags)
    _depends_on_pages(chosen.model)
    _depends_on_pages(chosen.index)
    until_tomorrow()
    response = FORMATS[form](chosen)(request)
    del response["Last-Modified"]
    return response


@for_programs
def calls_calendar(request: HttpRequest) -> HttpResponse:
    """The deadline of every call, to subscribe to."""
    depends("calls")
    _depends_on_pages(CallPage)
    dates = call_calendar.entries(call_calendar.pages(get_language()), request)
    return _calendar(_("Deadlines of calls"), dates, "calls.ics")


@for_programs
def call_calendar_of(request: HttpRequest, code: str) -> HttpResponse:
    """The deadline of one call."""
    depends("calls")
    _depends_on_pages(CallPage)
    pages = call_calendar.pages(get_language()).filter(call__code=code)
    page = get_object_or_404(pages)
    return _calendar(page.title, call_calendar.entries(pages, request), f"{code}.ics")


@for_programs
def events_calendar(request: HttpRequest) -> HttpResponse:
    """Every event to come, to subscribe to; `?city=` for those of one city."""
    depends("events", "names")
    _depends_on_pages(EventPage)
    pages = event_calendar.pages(get_language())
    name = _("Events")
    if city := asked_city(request):
        pages, name = pages.filter(event__city=city), of_city(name, city)
    return _calendar(name, event_calendar.entries(pages, request), "events.ics")


@for_programs
def event_calendar_of(request: HttpRequest, code: str) -> HttpResponse:
    """One event for a person's calendar, also when it is over; a cancelled one says so."""
    depends("events", "names")
    _depends_on_pages(EventPage)
    pages = EventPage.objects.in_language(get_language()).filter(event__code=code)
    page = get_object_or_404(pages)
    return _calendar(page.title, event_calendar.entries(pages, request), f"{code}.ics")


def _calendar(name: str, dates: list[Entry], filename: str) -> HttpResponse:
    response = HttpResponse(calendar(dates, name=name), content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'inline; filename="{filename}"'
    return response


@for_programs
def calls_json(request: HttpRequest) -> HttpResponse:
    """All open and coming calls."""
    depends("calls")
    _depends_on_pages(CallPage)
    return _json(open_calls.open_calls(get_language() or "", request))


@for_programs
def find_a_grant_of(request: HttpRequest, code: str) -> HttpResponse:
    """One call as an advert for the UK government's Find a Grant."""
    depends("calls")
    _depends_on_pages(CallPage)
    pages = CallPage.objects.live().select_related("call__programme__lead", "locale")
    page = get_object_or_404(
        pages.filter(call__published_at__isnull=False, call__cancelled_at=None),
        call__code=code,
        locale__language_code=get_language(),
    )
    return _json(find_a_grant.advert(page))


def _json(data: dict) -> JsonResponse:
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 1})
