from django.urls import path

from . import views

urlpatterns = [
    path("my/reminders/", views.mine, name="my_reminders"),
    path("reminders/<str:token>/stop/", views.stop, name="reminders_stop"),
]
