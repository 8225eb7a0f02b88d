from django.urls import path

from . import views

app_name = "journey"
urlpatterns = [
    path("<uuid:public_id>/", views.status, name="status"),
    path("<uuid:public_id>/tasks/", views.status, name="tasks"),
]
