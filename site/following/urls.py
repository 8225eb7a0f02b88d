"""Addresses in the links of letters to followers."""

from django.urls import path

from . import views

urlpatterns = [
    path("follow/<str:token>/confirm/", views.confirm, name="follow_confirm"),
    path("follow/<str:token>/stop/", views.stop, name="follow_stop"),
]
