from django.urls import path

from . import admin_views

app_name = "payments_admin"
urlpatterns = [
    path("", admin_views.queue, name="queue"),
    path("reconciliation/", admin_views.reconciliation, name="reconciliation"),
    path("<uuid:public_id>/", admin_views.payment, name="payment"),
    path("<uuid:public_id>/approve/", admin_views.approve, name="approve"),
    path("<uuid:public_id>/release/", admin_views.release, name="release"),
    path("<uuid:public_id>/try-again/", admin_views.try_again, name="try_again"),
]
