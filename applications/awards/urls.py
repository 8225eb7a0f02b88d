from django.urls import path

from . import views

app_name = "awards"
urlpatterns = [
    path("<uuid:public_id>/agreement/", views.agreement, name="agreement"),
    path("<uuid:public_id>/agreement/decline/", views.decline, name="decline"),
    path("<uuid:public_id>/report/", views.report, name="report"),
]
