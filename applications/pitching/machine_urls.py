"""Addresses that screens ask every two seconds. They carry no language."""

from django.urls import path

from .views import counters

urlpatterns = [
    path("<uuid:key>/now", counters.stage_now, name="stage_now"),
    path("vote/<str:code>/now", counters.vote_now, name="vote_now"),
    path("judge/<str:token>/now", counters.judge_now, name="judge_now"),
]
