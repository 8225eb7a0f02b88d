"""Addresses of registration; the pages about events are Wagtail's."""

from django.urls import path

from . import views

urlpatterns = [
    path("events/<slug:code>/register/", views.register, name="event_register"),
    path("my-place/<str:token>/", views.my_place, name="my_place"),
    path("my-place/<str:token>/calendar.ics", views.my_calendar, name="my_place_calendar"),
]
