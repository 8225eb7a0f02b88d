"""Addresses in the reader's language."""

from django.urls import path

from . import views

urlpatterns = [
    path("calls/follow/", views.follow_calls, name="follow_calls"),
    path("calls/<slug:code>/follow/", views.follow_call, name="follow_call"),
    path("other-languages/<int:pk>/", views.other_languages, name="other_languages"),
    path("search/", views.find, name="search"),
    path("consent/<str:token>/", views.consent, name="consent"),
]
