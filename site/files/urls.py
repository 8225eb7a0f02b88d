from django.urls import path

from . import upload_views, views

app_name = "files"
urlpatterns = [
    path("uploads/", upload_views.create, name="uploads"),
    path("uploads/<uuid:public_id>/", upload_views.one, name="upload"),
    path("own/<uuid:public_id>/", views.own, name="own"),
    path("<str:token>/", views.serve, name="serve"),
]
