"""Judges' pages of the day. They stand under judging's address: a judge who came in by a link goes
nowhere else."""

from django.urls import path

from .views import screens

app_name = "pitching_judge"
urlpatterns = [path("<uuid:public_id>/stage/", screens.follow, name="follow")]
