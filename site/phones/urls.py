from django.urls import path

from . import views

urlpatterns = [
    path("my/shared-phone/", views.shared, name="phone_shared"),
    path("my/locked/", views.locked, name="phone_locked"),
    path("leave/", views.leave, name="phone_leave"),
    path("today/", views.today, name="phone_today"),
]
