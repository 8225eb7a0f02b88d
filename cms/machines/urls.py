"""Addresses for programs, in the reader's language."""

from django.urls import path, re_path

from . import views
from .kinds import KINDS

KIND = rf"(?P<kind>{'|'.join(KINDS)})"

urlpatterns = [
    re_path(rf"^{KIND}/feed/$", views.feed, {"form": "rss"}, name="feed"),
    re_path(rf"^{KIND}/feed/atom/$", views.feed, {"form": "atom"}, name="feed_atom"),
    path("calls.ics", views.calls_calendar, name="calls_calendar"),
    path("events.ics", views.events_calendar, name="events_calendar"),
    path("events/<slug:code>/event.ics", views.event_calendar_of, name="event_calendar"),
    path("calls.json", views.calls_json, name="calls_json"),
    path("calls/<slug:code>/deadline.ics", views.call_calendar_of, name="call_calendar"),
    path("calls/<slug:code>/find-a-grant.json", views.find_a_grant_of, name="find_a_grant"),
]
