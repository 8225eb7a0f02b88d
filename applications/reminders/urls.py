from django.urls import path

from . import views

urlpatterns = [path("reminders/<str:token>/stop/", views.stop, name="reminders_stop")]
