from django.urls import path

from . import apply_views, assisted_views

app_name = "apply"
urlpatterns = [
    path("<slug:code>/", apply_views.call_page, name="call"),
    path("<slug:code>/check/", apply_views.eligibility_check, name="check"),
    path("<slug:code>/start/", apply_views.start, name="start"),
    path("<slug:code>/start-for/", assisted_views.start_for, name="start_for"),
]
