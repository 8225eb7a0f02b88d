from django.urls import path

from . import officer_views

app_name = "pipeline"
urlpatterns = [
    path("", officer_views.index, name="index"),
    path("extension/", officer_views.extension, name="extension"),
    path("<uuid:public_id>/", officer_views.application, name="application"),
]
