"""Addresses in the reader's language."""

from django.urls import include, path

from . import figures_csv, need_views, project_views, resource_views, views

urlpatterns = [
    path("", include("cms.machines.urls")),
    path("calls/follow/", views.follow_calls, name="follow_calls"),
    path("calls/<slug:code>/follow/", views.follow_call, name="follow_call"),
    path("events/follow/", views.follow_events, name="follow_events"),
    path("other-languages/<int:pk>/", views.other_languages, name="other_languages"),
    path("figures/<slug:code>.csv", figures_csv.figures_csv, name="public_figures_csv"),
    path("needs/<int:pk>/", need_views.respond, name="need"),
    path("search/", views.find, name="search"),
    path(
        "resources/<slug:code>/v<int:number>/<slug:language>/",
        resource_views.text,
        name="resource_text",
    ),
    path(
        "resources/<slug:code>/v<int:number>/<slug:language>/<str:name>",
        resource_views.file,
        name="resource_file",
    ),
    path("consent/<str:token>/", views.consent, name="consent"),
    path("projects/<uuid:public_id>/follow/", project_views.follow, name="follow_project"),
    path("project/<str:token>/", project_views.switch, name="project_switch"),
    path("my/projects/<uuid:public_id>/", project_views.mine, name="my_project"),
    path("my/projects/<uuid:public_id>/journal/new/", project_views.write, name="journal_new"),
    path(
        "my/projects/<uuid:public_id>/journal/<uuid:entry_id>/",
        project_views.write,
        name="journal_entry",
    ),
    path(
        "my/projects/<uuid:public_id>/journal/<uuid:entry_id>/take-back/",
        project_views.take_back,
        name="journal_take_back",
    ),
]
